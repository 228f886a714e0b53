package millwright.node;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;
import millwright.node.NodeStore.Beat;

/** Notes since when each node's beat has not changed, by this node's own monotonic clock (N2). One thread. */
final class NodeWatch {

    private record Seen(long beat, long since) {}

    private final Duration deadAfter;
    private final LongSupplier nanoTime;
    private final Map<UUID, Seen> seen = new HashMap<>();

    NodeWatch(Duration deadAfter, LongSupplier nanoTime) {
        this.deadAfter = deadAfter;
        this.nanoTime = nanoTime;
    }

    /** The nodes whose beat has been the same for the time-out, given all living nodes as the database just told. */
    List<Beat> silent(List<Beat> living) {
        long now = nanoTime.getAsLong();
        seen.keySet().retainAll(living.stream().map(Beat::node).toList());
        for (Beat beat : living) {
            Seen before = seen.get(beat.node());
            if (before == null || before.beat() != beat.count()) {
                seen.put(beat.node(), new Seen(beat.count(), now));
            }
        }
        return living.stream()
                .filter(beat -> now - seen.get(beat.node()).since() >= deadAfter.toNanos())
                .toList();
    }

    /**
     * Forgets what was seen: after a time in which this observer did not look, or the database did not answer, an old
     * beat says nothing about the node.
     */
    void forget() {
        seen.clear();
    }
}
