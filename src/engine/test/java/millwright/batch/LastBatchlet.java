package millwright.batch;

import jakarta.batch.api.AbstractBatchlet;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import millwright.job.Attempt;

/** Comes after everything else, and may fail there. */
@Named
@Dependent
public class LastBatchlet extends AbstractBatchlet {

    @Inject
    private Attempt attempt;

    @Override
    public String process() throws Exception {
        Script.current().last.at(attempt);
        return null;
    }
}
