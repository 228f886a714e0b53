package millwright.web.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import millwright.access.Scope;
import millwright.job.JobCount;
import millwright.job.JobState;
import millwright.queue.QueueSettings;
import org.junit.jupiter.api.Test;

/** Holds W38 and W100. */
class QueueJsonTest {

    @Test
    void showsWhatLimitsAQueueAndWhoPausedIt() {
        QueueSettings queue = new QueueSettings(
                "mail",
                2,
                Optional.of(new QueueSettings.Pause("month end", "anna", Instant.parse("2026-01-02T03:04:05Z"))),
                Optional.of(3),
                Optional.of(10),
                Optional.of(Duration.ofMinutes(1)),
                Map.of(JobState.RUNNING, 1L, JobState.QUEUED, 1L << 60));
        assertEquals(
                "{\"name\":\"mail\",\"weight\":2,\"paused\":true,\"pause\":{\"reason\":\"month end\",\"by\":\"anna\","
                        + "\"at\":\"2026-01-02T03:04:05Z\"},\"max_running\":3,\"rate\":{\"jobs\":10,\"period\":\"PT1M\"},"
                        + "\"counts\":{\"QUEUED\":\"1152921504606846976\",\"RUNNING\":\"1\"}}",
                QueueJson.one(queue).toString());
    }

    @Test
    void showsNullForWhatDoesNotLimitIt() {
        QueueSettings queue = new QueueSettings(
                "mail", 1, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Map.of());
        assertEquals(
                "{\"items\":[{\"name\":\"mail\",\"weight\":1,\"paused\":false,\"pause\":null,\"max_running\":null,"
                        + "\"rate\":null,\"counts\":{}}],\"next_page_token\":null}",
                QueueJson.list(List.of(queue)).toString());
    }

    @Test
    void countsOnlyTheJobsWithinAScope() {
        List<JobCount> all = List.of(
                new JobCount("mail", "letter", JobState.QUEUED, 3),
                new JobCount("mail", "parcel", JobState.QUEUED, 4),
                new JobCount("mail", "parcel", JobState.RUNNING, 1),
                new JobCount("other", "parcel", JobState.RUNNING, 9));
        assertEquals(
                Map.of("mail", Map.of(JobState.QUEUED, 4L, JobState.RUNNING, 1L)),
                VisibleQueues.counted(all, new Scope(Set.of("mail"), Set.of("parcel"))));
    }
}
