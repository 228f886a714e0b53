package millwright.queue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import millwright.queue.QueueWatchStore.Asked;
import millwright.queue.QueueWatchStore.Said;

/**
 * Which queues this node may take jobs from, and which seem to have some. Read once a second; the claim itself looks
 * again whether a queue is paused. One thread, but for {@link #hint} and {@link #lookSoon}.
 */
final class QueueWatch {

    private static final long LOOK_EVERY_NANOS = 1_000_000_000L;

    private final QueueWatchStore store;
    private final ClaimConfig config;
    private final List<String> defined;
    private final Set<String> hinted = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> workersOf = new HashMap<>();
    private Map<String, Said> said = Map.of();
    private Map<String, Integer> lines = Map.of();
    private Asked asked = Asked.NOTHING;
    private UUID lookedFor;
    private long lookedAt;
    private volatile boolean outdated;

    /** @param defined the queues of the definitions this node knows */
    QueueWatch(QueueWatchStore store, ClaimConfig config, List<String> defined) {
        this.store = store;
        this.config = config;
        this.defined = defined;
    }

    /** A job was queued there, perhaps in a queue that nobody has come across yet. */
    void hint(String queue) {
        hinted.add(queue);
    }

    /** An operator said something: the next look is made at once. */
    void lookSoon() {
        outdated = true;
    }

    /**
     * Whether it looked, because the last look is a second ago or was made under another incarnation.
     *
     * @param hurry jobs have just come, and a look may be twice as old before they wait for another
     */
    boolean lookIfOld(UUID node, long nanoTime, boolean hurry) {
        long old = hurry ? 2 * LOOK_EVERY_NANOS : LOOK_EVERY_NANOS;
        if (!outdated && node.equals(lookedFor) && nanoTime - lookedAt < old) {
            return false;
        }
        outdated = false;
        List<String> before = List.copyOf(hinted);
        asked = store.asked(node);
        said = store.queues();
        lines = store.lines();
        // their jobs were there before this look, which has seen them unless they are gone
        hinted.removeAll(before);
        lookedFor = node;
        lookedAt = nanoTime;
        return true;
    }

    boolean isDraining() {
        return asked.draining();
    }

    /** Whether jobs of the queue may begin on this node. */
    boolean isOpen(String queue) {
        return !asked.draining()
                && !asked.stopped().contains(queue)
                && !said(queue).paused()
                && config.serves(queue)
                && workersOf(queue) > 0;
    }

    /** The queues to look into, in the order of their names. */
    List<String> open() {
        Set<String> names = new TreeSet<>(defined);
        names.addAll(lines.keySet());
        names.addAll(hinted);
        List<String> open = new ArrayList<>();
        for (String name : names) {
            if (isOpen(name)) {
                open.add(name);
            }
        }
        return open;
    }

    int weight(String queue) {
        return said(queue).weight();
    }

    boolean isLimited(String queue) {
        return said(queue).limited();
    }

    /** How many workers of this node the queue may take. */
    int workersOf(String queue) {
        return workersOf.computeIfAbsent(queue, config.workersOf()::applyAsInt);
    }

    /** Whether jobs of several priorities may wait there: else the oldest is the next one anyway. */
    boolean hasPriorities(String queue) {
        return lines.getOrDefault(queue, 0) > 1;
    }

    private Said said(String queue) {
        return said.getOrDefault(queue, Said.NOTHING);
    }
}
