package millwright.batch;

import jakarta.batch.runtime.BatchStatus;
import java.util.List;
import java.util.Optional;
import millwright.retry.ErrorCategory;
import millwright.retry.ErrorClassifier;
import millwright.retry.ErrorOrigin;
import millwright.retry.JobError;
import org.jberet.runtime.AbstractStepExecution;
import org.jberet.runtime.JobExecutionImpl;

/** Says why a batch execution did not complete: by the step that failed last, else by the job's exit status. */
final class StepFailure {

    private static final int DEEPEST_CAUSE = 20;

    private StepFailure() {}

    static JobError of(JobExecutionImpl execution) {
        return failedStep(execution)
                .map(StepFailure::ofStep)
                .orElseGet(() -> new JobError(
                        JobError.INTERNAL_ERROR,
                        ErrorCategory.PERMANENT,
                        "the batch job ended " + execution.getBatchStatus() + " with exit status "
                                + execution.getExitStatus()));
    }

    private static Optional<AbstractStepExecution> failedStep(JobExecutionImpl execution) {
        List<?> steps = execution.getStepExecutions();
        for (int i = steps.size() - 1; i >= 0; i--) {
            AbstractStepExecution step = (AbstractStepExecution) steps.get(i);
            if (step.getBatchStatus() == BatchStatus.FAILED) {
                return Optional.of(step);
            }
        }
        return Optional.empty();
    }

    static JobError ofStep(AbstractStepExecution step) {
        Exception thrown = step.getException();
        if (thrown == null) {
            return new JobError(
                    JobError.INTERNAL_ERROR,
                    ErrorCategory.PERMANENT,
                    "step '" + step.getStepName() + "' failed with exit status " + step.getExitStatus());
        }
        JobError error = isInvalidItem(thrown)
                ? new JobError(JobError.DATA_ERROR, ErrorCategory.PERMANENT, thrown.getMessage())
                : isMissingArtifact(thrown)
                        ? new JobError(JobError.CONFIGURATION_ERROR, ErrorCategory.PERMANENT, withReason(thrown))
                        : ErrorClassifier.classify(thrown);
        return new JobError(error.code(), error.category(), "step '" + step.getStepName() + "': " + error.message())
                .from(ErrorOrigin.of(thrown));
    }

    /** JBeret says by its message number alone that an artifact named in the job XML could not be made. */
    private static boolean isMissingArtifact(Throwable thrown) {
        return thrown.getMessage() != null && thrown.getMessage().startsWith("JBERET000600");
    }

    /** That it could not be made, and why, if it is a property: what CDI and reflection say around it helps nobody. */
    private static String withReason(Throwable thrown) {
        Throwable link = thrown;
        for (int depth = 0; link != null && depth < DEEPEST_CAUSE; depth++, link = link.getCause()) {
            if (link instanceof UnfitPropertyException) {
                return link.getMessage();
            }
        }
        return thrown.getMessage();
    }

    private static boolean isInvalidItem(Throwable thrown) {
        Throwable link = thrown;
        for (int depth = 0; link != null && depth < DEEPEST_CAUSE; depth++, link = link.getCause()) {
            if (link instanceof InvalidItemException) {
                return true;
            }
        }
        return false;
    }
}
