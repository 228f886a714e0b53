package millwright.web.job;

import jakarta.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import millwright.batch.BatchProgress;
import millwright.batch.StepCounts;
import millwright.batch.StepView;
import millwright.job.AttemptOutcome;
import millwright.job.Job;
import millwright.job.Job.AttemptRecord;
import millwright.job.JobState;
import millwright.job.Priority;
import millwright.retry.ErrorCategory;
import millwright.retry.JobError;

/** A job as the engine would hand it out, for tests of what is made of it. */
final class SampleJob {

    static final UUID ID = UUID.fromString("019abcde-0123-7456-89ab-cdef01234567");
    static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678Z");

    static final BatchProgress PROGRESS = new BatchProgress(
            2,
            List.of(new StepView(
                    "import", "STARTED", null, 0.84712, new StepCounts(4200, 122, 4070, 3, 9, 0), TIME, null)));

    private static final UUID NODE = UUID.fromString("00000000-0000-4000-8000-000000000001");

    private static final Job.Terms TERMS = new Job.Terms(
            List.of("eu"),
            Json.createObjectBuilder().add("case", 7).build(),
            null,
            null,
            TIME,
            0,
            "tenant-1",
            "2001",
            NODE,
            null,
            null);

    private SampleJob() {}

    static Job in(JobState state) {
        return with(ID, state, null);
    }

    static Job with(UUID id, JobState state, JobError error) {
        return new Job(
                id,
                "tiny",
                "default",
                Priority.NORMAL,
                state,
                null,
                1,
                Json.createObjectBuilder().add("year", 2001).build(),
                state == JobState.COMPLETED
                        ? Json.createObjectBuilder().add("answer", 42).build()
                        : null,
                error,
                null,
                "anna",
                null,
                "nightly",
                TIME,
                TIME,
                TIME,
                state.isFinal() ? TIME : null,
                List.of(
                        new AttemptRecord(
                                1,
                                1,
                                NODE,
                                AttemptOutcome.LOST,
                                TIME,
                                TIME,
                                new JobError(JobError.NODE_LOST, ErrorCategory.TRANSIENT, "gone")),
                        new AttemptRecord(2, 1, NODE, null, TIME, null, null)),
                TERMS);
    }
}
