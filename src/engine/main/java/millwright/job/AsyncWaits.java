package millwright.job;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/**
 * Waits for the ends of many jobs with one thread, which marks and looks for all of them in one statement each: when a
 * new one comes, when somebody hears of an end, and once a second. Thread-safe.
 */
final class AsyncWaits {

    private static final Logger LOG = Logger.getLogger(AsyncWaits.class.getName());
    private static final long LOOK_EVERY_MILLIS = 1_000;

    private final JobStore jobs;
    private final WaitStore store;
    private final int most;
    private final ScheduledThreadPoolExecutor thread;
    private final Set<Wait> waiting = ConcurrentHashMap.newKeySet();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicBoolean started = new AtomicBoolean();
    private final AtomicBoolean looksSoon = new AtomicBoolean();
    /** Jobs whose rows say that somebody waits; of the one thread. */
    private final Set<UUID> marked = new HashSet<>();

    private boolean troubled;

    /** One who waits, and no two are the same. */
    private static final class Wait {
        private final UUID job;
        private final CompletableFuture<Job> end = new CompletableFuture<>();

        Wait(UUID job) {
            this.job = job;
        }
    }

    AsyncWaits(JobStore jobs, int most, ThreadFactory threads) {
        this.jobs = jobs;
        this.store = jobs.waits();
        this.most = most;
        this.thread = new ScheduledThreadPoolExecutor(1, ThreadNames.single("waiters", threads));
        this.thread.setRemoveOnCancelPolicy(true);
    }

    /** @throws TooManyWaitersException when as many wait as may */
    CompletionStage<Job> await(UUID id, Duration atMost) {
        if (count.incrementAndGet() > most) {
            count.decrementAndGet();
            throw new TooManyWaitersException(most);
        }
        Wait wait = new Wait(id);
        waiting.add(wait);
        var timeout = thread.schedule(
                () -> wait.end.completeExceptionally(
                        new TimeoutException("job " + id + " is not over within " + atMost)),
                CountableTime.nanos(atMost),
                TimeUnit.NANOSECONDS);
        var unused = wait.end.whenComplete((job, failure) -> {
            timeout.cancel(false);
            waiting.remove(wait);
            count.decrementAndGet();
        });
        if (started.compareAndSet(false, true)) {
            var unused2 = thread.scheduleWithFixedDelay(
                    this::look, LOOK_EVERY_MILLIS, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
        }
        lookSoon();
        // whoever has it may cancel his own, and no more
        return wait.end.minimalCompletionStage();
    }

    void over(Collection<UUID> ended) {
        if (!waiting.isEmpty() && waiting.stream().anyMatch(wait -> ended.contains(wait.job))) {
            lookSoon();
        }
    }

    /** Many calls before the thread comes to it are one look. */
    void lookSoon() {
        if (!waiting.isEmpty() && looksSoon.compareAndSet(false, true)) {
            thread.execute(this::look);
        }
    }

    /** Nobody is told any more. */
    void stop() {
        thread.shutdownNow();
        waiting.forEach(wait -> wait.end.completeExceptionally(
                new CancellationException("this node stops: whether the job ends is told by others")));
    }

    private void look() {
        looksSoon.set(false);
        try {
            List<Wait> waits = List.copyOf(waiting);
            Set<UUID> asked = waits.stream().map(wait -> wait.job).collect(Collectors.toSet());
            marked.retainAll(asked);
            if (asked.isEmpty()) {
                return;
            }
            Set<UUID> fresh = new HashSet<>(asked);
            fresh.removeAll(marked);
            if (!fresh.isEmpty()) {
                fresh.removeAll(store.await(fresh));
                marked.addAll(fresh);
            }
            Set<UUID> open = store.open(asked);
            waits.stream().filter(wait -> !open.contains(wait.job)).forEach(this::complete);
            troubled = false;
        } catch (Throwable e) {
            if (!troubled) {
                LOG.log(Level.WARNING, "Could not see which awaited jobs are over, trying again each second", e);
            }
            troubled = true;
        }
    }

    private void complete(Wait wait) {
        jobs.find(wait.job)
                .ifPresentOrElse(
                        wait.end::complete,
                        () -> wait.end.completeExceptionally(new NoSuchElementException(
                                "there is no job " + wait.job + ": it never was, or is kept no longer")));
    }
}
