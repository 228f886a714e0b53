package millwright.job;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * Those on this node who wait for jobs to be over. They are told at once by whoever hears of an end, and look for
 * themselves once a second, as a message may be lost with its connection. Thread-safe.
 */
public final class Waiters {

    private static final long LOOK_EVERY_MILLIS = 1_000;

    /**
     * A job that was just submitted is most often run by the same node, which hears of its end without being told. To mark
     * it costs a write that gets in the way of its claim, a commit, and a message to every node when it ends.
     */
    private static final long UNMARKED_NANOS = TimeUnit.MILLISECONDS.toNanos(25);

    private static final long WATCH_EVERY_MILLIS = 50;
    private static final int MOST_TRIES = 3;
    private static final long AGAIN_MILLIS = 5;

    private final WaitStore store;
    private final Map<Wait, Wait> waits = new ConcurrentHashMap<>();

    private final AsyncWaits async;

    /** As many as may by default wait without a thread of their own. */
    public Waiters(JobStore store) {
        this(store, 1_000, Thread::new);
    }

    /** @param most how many may wait at once without a thread of their own */
    public Waiters(JobStore store, int most, ThreadFactory threads) {
        this.store = store.waits();
        this.async = new AsyncWaits(store, most, threads);
    }

    AsyncWaits async() {
        return async;
    }

    /** Nobody who has no thread of his own is told any more; to be called when the engine stops. */
    public void stop() {
        async.stop();
    }

    private static final class Wait {
        private final Set<UUID> left = ConcurrentHashMap.newKeySet();
        private final CountDownLatch told = new CountDownLatch(1);

        Wait(Set<UUID> jobs) {
            left.addAll(jobs);
        }

        /** Told when the last of them is over: to look at each end would be to look at all jobs for each. */
        void over(Collection<UUID> jobs) {
            jobs.forEach(left::remove);
            if (left.isEmpty()) {
                told.countDown();
            }
        }
    }

    /** These jobs are over, as one of this node's outcomes or a message of another's says. */
    public void over(Collection<UUID> jobs) {
        waits.keySet().forEach(wait -> wait.over(jobs));
        async.over(jobs);
    }

    /** Messages may have been missed: everybody looks. */
    public void lookAgain() {
        waits.keySet().forEach(wait -> wait.told.countDown());
        async.lookSoon();
    }

    /** Whether all of {@code jobs} are over within {@code atMost}; at once when they are. */
    boolean await(Collection<UUID> jobs, Duration atMost) throws InterruptedException {
        long begin = System.nanoTime();
        Set<UUID> open =
                openAfter(jobs, begin + Math.min(CountableTime.nanos(atMost), UNMARKED_NANOS), LOOK_EVERY_MILLIS);
        Set<UUID> untold = open.isEmpty() ? Set.of() : store.await(open);
        // most likely just being claimed
        for (int tries = 0; !untold.isEmpty() && tries < MOST_TRIES; tries++) {
            TimeUnit.MILLISECONDS.sleep(AGAIN_MILLIS);
            untold = store.await(untold);
        }
        long every = untold.isEmpty() ? LOOK_EVERY_MILLIS : WATCH_EVERY_MILLIS;
        return openAfter(open, begin + CountableTime.nanos(atMost), every).isEmpty();
    }

    /**
     * The same without a write, for a caller inside a transaction: the mark on the jobs would be locked until that
     * transaction ends, and the end of the jobs, with all outcomes in its batch, would wait for the one who waits for it.
     * Nobody tells of the end then, so that it looks more often.
     */
    boolean watch(Collection<UUID> jobs, Duration atMost) throws InterruptedException {
        return openAfter(jobs, System.nanoTime() + CountableTime.nanos(atMost), WATCH_EVERY_MILLIS)
                .isEmpty();
    }

    /** Waits until all of {@code asked} are over, at most until {@code end}; those that are not. */
    private Set<UUID> openAfter(Collection<UUID> asked, long end, long everyMillis) throws InterruptedException {
        Set<UUID> open = Set.copyOf(asked);
        while (!open.isEmpty()) {
            // registered before the look, so that no end falls between the two
            Wait wait = new Wait(open);
            waits.put(wait, wait);
            try {
                open = store.open(open);
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (open.isEmpty() || left <= 0) {
                    break;
                }
                boolean unused = wait.told.await(Math.min(left, everyMillis), TimeUnit.MILLISECONDS);
            } finally {
                waits.remove(wait);
            }
        }
        return open;
    }
}
