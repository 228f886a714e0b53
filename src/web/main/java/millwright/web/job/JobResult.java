package millwright.web.job;

import jakarta.json.JsonValue;
import millwright.job.Job;
import millwright.job.JobState;
import millwright.web.json.JsonDocument;
import millwright.web.problem.ProblemCode;
import millwright.web.problem.ProblemException;

/** A job's result, or why there is none. */
final class JobResult {

    private JobResult() {}

    /**
     * The result; JSON's null when a completed job left none.
     *
     * @throws ProblemException result-not-ready while there may be one yet, no-result when there will be none
     */
    static JsonValue of(Job job) {
        if (job.state() == JobState.COMPLETED) {
            return JsonDocument.orNull(job.result());
        }
        if (!job.state().isFinal()) {
            throw new ProblemException(
                    ProblemCode.RESULT_NOT_READY,
                    "the job is " + job.state() + ": it has a result once it is COMPLETED");
        }
        String reason = job.error() == null
                ? ""
                : ": " + job.error().code() + ", " + job.error().message();
        throw new ProblemException(ProblemCode.NO_RESULT, "the job is " + job.state() + reason);
    }
}
