package millwright.container.jobs;

import jakarta.batch.runtime.context.JobContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/** A bean that is no artifact, made for one. */
@Dependent
public class Palette {

    @Inject
    private JobContext job;

    String owner() {
        return job.getJobName();
    }
}
