package millwright.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Outcomes whose job somebody else's transaction has locked, perhaps for long: they wait here, so that others do not
 * wait for them, and are looked at twice a second. Used by one thread, but for {@link #size}.
 */
final class HeldOutcomes {

    private static final Logger LOG = Logger.getLogger(HeldOutcomes.class.getName());
    private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final OutcomeStore store;
    private final List<EndedAttempt> held = new ArrayList<>();
    private long looked;
    private volatile int size;

    HeldOutcomes(OutcomeStore store) {
        this.store = store;
    }

    int size() {
        return size;
    }

    boolean holds(EndedAttempt ended) {
        return held.contains(ended);
    }

    void hold(EndedAttempt ended) {
        if (held.isEmpty()) {
            looked = System.nanoTime();
            LOG.log(
                    Level.WARNING,
                    "The outcome of job {0} waits: a transaction that does not end has locked the job",
                    ended.jobId());
        }
        held.add(ended);
        size = held.size();
    }

    /** Holds those of {@code set} whose job is locked. The others. */
    List<EndedAttempt> rest(List<EndedAttempt> set) {
        Set<UUID> locked = store.locked(set);
        set.stream().filter(ended -> locked.contains(ended.jobId())).forEach(this::hold);
        return set.stream().filter(ended -> !locked.contains(ended.jobId())).toList();
    }

    /** Those whose job is locked no more, or is gone; they are not held any longer. */
    List<EndedAttempt> freed() {
        long now = System.nanoTime();
        if (held.isEmpty() || now - looked < LOOK_EVERY_NANOS) {
            return List.of();
        }
        looked = now;
        List<EndedAttempt> freed;
        try {
            Set<UUID> locked = store.locked(held);
            freed = held.stream()
                    .filter(ended -> !locked.contains(ended.jobId()))
                    .toList();
        } catch (RuntimeException e) {
            LOG.log(Level.FINE, "Cannot look now for outcomes that wait", e);
            return List.of();
        }
        held.removeAll(freed);
        size = held.size();
        return freed;
    }
}
