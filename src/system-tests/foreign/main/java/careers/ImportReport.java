package careers;

import jakarta.batch.api.AbstractBatchlet;
import jakarta.batch.api.BatchProperty;
import jakarta.batch.runtime.context.JobContext;
import jakarta.batch.runtime.context.StepContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** Ends the import with all that was injected here, as the job's exit status. */
@Named
@Dependent
public class ImportReport extends AbstractBatchlet {

    @Inject
    @BatchProperty
    private String source;

    @Inject
    private JobContext job;

    @Inject
    private StepContext step;

    @Override
    public String process() {
        job.setExitStatus(job.getJobName() + "/" + step.getStepName() + "/" + source);
        return "REPORTED";
    }
}
