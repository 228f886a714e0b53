package millwright.web.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import millwright.job.JobState;
import millwright.retry.ErrorCategory;
import millwright.retry.JobError;
import millwright.web.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JobResultTest {

    @Test
    void isWhatTheJobKept() {
        assertEquals(
                "{\"answer\":42}",
                JobResult.of(SampleJob.in(JobState.COMPLETED)).toString());
    }

    @ParameterizedTest
    @EnumSource(
            value = JobState.class,
            names = {"BLOCKED", "SCHEDULED", "QUEUED", "RUNNING", "RETRYING", "STOPPED"})
    void mayStillCome(JobState state) {
        var refusal = assertThrows(ProblemException.class, () -> JobResult.of(SampleJob.in(state)));

        assertEquals("the job is " + state + ": it has a result once it is COMPLETED", refusal.getMessage());
    }

    @Test
    void willNeverComeOfAFailedJobAndSaysWhy() {
        JobError error = new JobError(JobError.DATA_ERROR, ErrorCategory.PERMANENT, "no such file");
        var refusal = assertThrows(
                ProblemException.class, () -> JobResult.of(SampleJob.with(SampleJob.ID, JobState.FAILED, error)));

        assertEquals("the job is FAILED: DATA_ERROR, no such file", refusal.getMessage());
    }

    @Test
    void willNeverComeOfACancelledJob() {
        var refusal = assertThrows(ProblemException.class, () -> JobResult.of(SampleJob.in(JobState.CANCELLED)));

        assertEquals("the job is CANCELLED", refusal.getMessage());
    }
}
