package millwright.audit;

import java.util.LinkedHashMap;
import java.util.Map;

/** Refusals counted until they are written: a hundred kinds at most, the rest together. Thread-safe. */
final class RefusalTally {

    static final int MOST_KINDS = 100;

    /** Whoever makes more kinds than fit is many, or pretends to be. */
    static final String OTHERS = "others";

    private Map<AuditEntry, Integer> counts = new LinkedHashMap<>();

    synchronized void count(AuditEntry refusal) {
        boolean fits = counts.containsKey(refusal) || counts.size() < MOST_KINDS - 1;
        counts.merge(
                fits ? refusal : AuditEntry.refusal(null, null, null, OTHERS, refusal.status()),
                1,
                (a, b) -> a == Integer.MAX_VALUE ? a : a + b);
    }

    /** All that were counted since the last time. */
    synchronized Map<AuditEntry, Integer> take() {
        Map<AuditEntry, Integer> taken = counts;
        counts = new LinkedHashMap<>();
        return taken;
    }
}
