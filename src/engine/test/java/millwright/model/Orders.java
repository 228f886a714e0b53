package millwright.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import millwright.job.InvalidRequestException;
import millwright.job.JobState;
import millwright.job.Priority;
import millwright.job.Resolution;

/** What people change of waiting jobs: when they run, and before which others. */
final class Orders {

    private static final String OPERATOR = "operator";

    private final World world;

    Orders(World world) {
        this.world = world;
    }

    /** Its delay or its backoff is over; whatever else keeps it from running still does. */
    void runNow(ModelJob job) {
        if (job.waitsForATime()) {
            Map<UUID, Long> places = positions();
            assertEquals(
                    JobState.QUEUED,
                    world.jobs.runNow(job.id, OPERATOR).orElseThrow().state());
            assertEquals(places, positions(), "a place in the line has changed");
            job.runNow(world.now);
        } else {
            assertThrows(InvalidRequestException.class, () -> world.jobs.runNow(job.id, OPERATOR), job::toString);
        }
    }

    /** Those that neither run nor are over come before or behind others, where they were among their new equals. */
    void reprioritise(List<ModelJob> jobs, Priority priority) {
        Map<UUID, Long> places = positions();
        List<Resolution> answers =
                world.jobs.reprioritise(jobs.stream().map(job -> job.id).toList(), priority, OPERATOR);
        assertEquals(
                jobs.stream().map(ModelJob::isWaiting).toList(),
                answers.stream().map(Resolution::done).toList(),
                answers::toString);
        assertEquals(places, positions(), "a place in the line has changed");
        jobs.stream().filter(ModelJob::isWaiting).forEach(job -> job.priority = priority.rank());
    }

    private Map<UUID, Long> positions() {
        return world.seen().stream().collect(Collectors.toMap(Seen::id, Seen::position));
    }
}
