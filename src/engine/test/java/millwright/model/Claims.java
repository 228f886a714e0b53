package millwright.model;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import millwright.job.JobState;
import millwright.job.RunningAttempt;
import millwright.queue.QueueSteps.Appetite;

/** Claims, and says of each whether it got what it had to: as many as there were, and none in front left behind. */
final class Claims {

    private final World world;

    Claims(World world) {
        this.world = world;
    }

    /**
     * What the node got.
     *
     * @param running what it says it runs
     */
    List<RunningAttempt> claim(UUID node, List<UUID> running, Appetite appetite) {
        Map<UUID, Seen> before = world.seen().stream().collect(Collectors.toMap(Seen::id, Function.identity()));
        List<RunningAttempt> got = world.queue.claim(node, World.QUEUES, World.DEFINITIONS, running, appetite);
        Set<UUID> ids = got.stream().map(RunningAttempt::jobId).collect(Collectors.toSet());
        List<Seen> could = before.values().stream()
                .filter(Seen::isClaimable)
                .filter(row -> world.living.contains(node) && !running.contains(row.id()))
                .filter(row -> world.model.get(row.id()).isClaimable(world.now))
                .filter(row -> !world.paused.contains(row.queue()))
                .toList();
        Set<UUID> allowed = could.stream().map(Seen::id).collect(Collectors.toSet());
        assertTrue(
                allowed.containsAll(ids),
                () -> "claimed what could not be claimed: "
                        + got.stream()
                                .filter(attempt -> !allowed.contains(attempt.jobId()))
                                .map(attempt -> before.get(attempt.jobId()))
                                .toList());
        for (String queue : World.QUEUES) {
            check(
                    queue,
                    could.stream().filter(row -> row.queue().equals(queue)).toList(),
                    got.stream()
                            .filter(attempt ->
                                    before.get(attempt.jobId()).queue().equals(queue))
                            .toList(),
                    before,
                    appetite);
        }
        got.forEach(attempt -> {
            world.model.get(attempt.jobId()).claimed(attempt);
            world.names.begun(attempt.jobId());
        });
        world.held.addAll(got);
        return got;
    }

    private void check(
            String queue, List<Seen> could, List<RunningAttempt> got, Map<UUID, Seen> before, Appetite appetite) {
        Integer limit = world.maxRunning.get(queue);
        int free = appetite.free();
        if (limit != null) {
            long running = before.values().stream()
                    .filter(row -> row.queue().equals(queue) && row.state() == JobState.RUNNING)
                    .count();
            free = (int) Math.max(0, Math.min(free, limit - running));
        }
        List<Seen> taken =
                got.stream().map(attempt -> before.get(attempt.jobId())).toList();
        int begins = Math.min(free, could.size());
        int least = Math.max(0, begins - appetite.aged());
        int most = limit == null ? free + appetite.ahead() : free;
        assertTrue(
                got.size() >= least && got.size() <= most,
                () -> "got " + got.size() + " of " + queue + ", expected " + least + " to " + most + " of " + could);
        long begun = got.stream()
                .filter(attempt -> attempt.job().startedAt() != null)
                .count();
        assertTrue(begun >= least && begun <= begins, () -> begun + " begin at once, not " + begins);
        if (appetite.aged() == 0) {
            assertNoneInFrontIsLeft(could, taken);
        } else if (least > 0) {
            Seen oldest =
                    could.stream().min(Comparator.comparingLong(Seen::position)).orElseThrow();
            assertTrue(taken.contains(oldest), () -> "the oldest is left: " + oldest + " of " + taken);
        }
    }

    private static void assertNoneInFrontIsLeft(List<Seen> could, List<Seen> taken) {
        for (Seen left : could) {
            for (Seen one : taken) {
                assertFalse(!taken.contains(left) && left.isBefore(one), () -> left + " was passed over for " + one);
            }
        }
    }
}
