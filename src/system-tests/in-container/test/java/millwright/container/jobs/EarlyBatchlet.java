package millwright.container.jobs;

import jakarta.batch.api.AbstractBatchlet;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Named;

/** Tells that it runs. */
@Named
@Dependent
public class EarlyBatchlet extends AbstractBatchlet {

    @Override
    public String process() {
        SlowStart.jobRuns();
        return "STARTED";
    }
}
