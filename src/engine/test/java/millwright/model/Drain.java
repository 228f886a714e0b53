package millwright.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import millwright.job.AttemptEnd;
import millwright.job.JobState;
import millwright.job.RunningAttempt;
import millwright.queue.QueueSteps.Appetite;
import millwright.queue.QueueSteps.Ending;

/** The fair end of a game: all nodes work, and what they run completes, until nothing moves any more. */
final class Drain {

    private static final int ENOUGH = 1_000;
    private static final int MANY = 50;
    private static final Duration LONG = Duration.ofHours(1);

    private final World world;
    private final Moves moves;

    Drain(World world, Moves moves) {
        this.world = world;
        this.moves = moves;
    }

    void run() {
        World.QUEUES.forEach(queue -> world.pause(queue, false));
        world.held.clear();
        world.dead.addAll(world.living);
        world.living.forEach(world.nodes::declareDead);
        world.living.clear();
        world.living.add(world.nodes.join());
        world.living.add(world.nodes.join());
        until();
        world.move(LONG);
        until();
        moves.deadLetters().forEach(moves::retry);
        until();
        cancelHeld();
        until();
        world.queue.sweepReports();
        assertEquals(
                List.of(),
                world.model.values().stream()
                        .filter(job -> !job.state.isFinal())
                        .map(job -> job + " is " + job.facts())
                        .toList(),
                "jobs that never end");
    }

    /** What waits for a dead letter until somebody retries it, waits for ever. */
    private void cancelHeld() {
        world.model.values().stream()
                .filter(job -> job.state == JobState.BLOCKED)
                .forEach(moves::cancel);
    }

    private void until() {
        for (int turn = 0; turn < ENOUGH && turn(); turn++) {
            world.compare();
        }
    }

    private boolean turn() {
        moves.rescue();
        boolean moved = moves.promote();
        moved |= moves.sweep();
        moved |= moves.settle();
        for (UUID node : world.living) {
            List<RunningAttempt> got = moves.claim(node, new Appetite(MANY, 0, 0));
            moves.record(got.stream()
                    .map(attempt -> new Ending(attempt, AttemptEnd.completed(null)))
                    .toList());
            world.held.removeAll(got);
            moved |= !got.isEmpty();
        }
        return moved;
    }
}
