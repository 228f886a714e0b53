package millwright.benchmarks.jobs;

import jakarta.batch.api.AbstractBatchlet;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Named;

/** Does nothing. */
@Named
@Dependent
public class NothingBatchlet extends AbstractBatchlet {

    @Override
    public String process() {
        return "OK";
    }
}
