package millwright.model;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import millwright.job.ConcurrencyKey;
import millwright.job.JobState;

/** How many jobs may run at once, and what that asks of the rows at any moment. */
final class Limits {

    static final List<ConcurrencyKey> KEYS =
            List.of(new ConcurrencyKey("one", 1), new ConcurrencyKey("two", 2), new ConcurrencyKey("five", 5));

    private final Map<String, Long> ran = new HashMap<>();

    void forget() {
        ran.clear();
    }

    /**
     * No key has more holders than slots, whatever is still due; and a queue that runs more than it may, because its
     * limit was lowered, runs no more than before.
     */
    void check(Collection<Seen> rows, Map<String, Integer> maxRunning) {
        checkKeys(rows);
        for (String queue : World.QUEUES) {
            long running = running(rows, queue);
            Integer most = maxRunning.get(queue);
            long before = ran.getOrDefault(queue, 0L);
            assertTrue(
                    most == null || running <= most || running <= before,
                    () -> running + " jobs of " + queue + " run, " + most + " may, " + before + " did");
            ran.put(queue, running);
        }
    }

    static void checkKeys(Collection<Seen> rows) {
        for (ConcurrencyKey key : KEYS) {
            long holders = holders(rows, key);
            assertTrue(holders <= key.slots(), () -> holders + " jobs hold the slots of " + key);
        }
    }

    /** Once nothing is due, no slot is free that a job waits for, and none waits behind a lesser one. */
    static void checkAdmitted(Collection<Seen> rows) {
        for (ConcurrencyKey key : KEYS) {
            List<Seen> waiting = rows.stream()
                    .filter(row -> key.key().equals(row.key()) && row.state() == JobState.QUEUED && !row.ready())
                    .toList();
            assertFalse(
                    !waiting.isEmpty() && holders(rows, key) < key.slots(),
                    () -> "a slot of " + key + " is free, but " + waiting);
            rows.stream()
                    .filter(row -> key.key().equals(row.key()) && row.isClaimable() && row.lease() == 0)
                    .forEach(ready -> waiting.forEach(left ->
                            assertFalse(left.priority() < ready.priority(), () -> left + " waits behind " + ready)));
        }
    }

    static long running(Collection<Seen> rows, String queue) {
        return rows.stream()
                .filter(row -> row.queue().equals(queue) && row.state() == JobState.RUNNING)
                .count();
    }

    private static long holders(Collection<Seen> rows, ConcurrencyKey key) {
        return rows.stream()
                .filter(row -> key.key().equals(row.key()) && row.isHolder())
                .count();
    }
}
