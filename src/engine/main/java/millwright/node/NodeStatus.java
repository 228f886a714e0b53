package millwright.node;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A node as the database knows it.
 *
 * @param name of its host
 * @param workers how many attempts it runs at once at the most
 * @param running how many it ran at its last beat, stuck ones included
 * @param stuck how many of them were cut off and still hold their threads
 * @param queues those it is set up for and serves now, by name
 * @param anyQueue whether it serves any other queue too, except for the stopped ones
 * @param stoppedQueues those it takes nothing from at an operator's word, by name
 * @param drain who had it take nothing new, and when; empty while it works
 * @param lastBeat how long ago it beat last, by the database's clock
 * @param endedAt when it left or was declared dead; empty while it lives
 */
public record NodeStatus(
        UUID incarnation,
        String name,
        String version,
        State state,
        int workers,
        int running,
        int stuck,
        List<String> queues,
        boolean anyQueue,
        List<String> stoppedQueues,
        Optional<Drain> drain,
        Instant startedAt,
        Duration lastBeat,
        Optional<Instant> endedAt) {

    /** Whether a node is still there. */
    public enum State {
        ALIVE,
        /** Declared dead by others, or by itself when it could not reach the database. */
        DEAD,
        /** Stopped in order. */
        LEFT
    }

    /** Who drained a node, and when. */
    public record Drain(String by, Instant at) {}
}
