package millwright.batch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import millwright.job.AttemptScope;

/** The injectable {@link Steps}: the steps of the job that the calling thread works for. */
@ApplicationScoped
class CommittedSteps implements Steps {

    private BatchJobs batchJobs;

    CommittedSteps() {}

    @Inject
    CommittedSteps(BatchJobs batchJobs) {
        this.batchJobs = batchJobs;
    }

    @Override
    public StepCounts counts(String stepName) {
        return batchJobs.progress(AttemptScope.current().jobId()).steps().stream()
                .filter(step -> step.name().equals(stepName))
                .map(StepView::counts)
                .findFirst()
                .orElse(new StepCounts(0, 0, 0, 0, 0, 0));
    }
}
