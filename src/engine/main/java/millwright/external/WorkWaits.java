package millwright.external;

import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import millwright.external.WorkStore.Line;
import millwright.job.ThreadNames;

/**
 * Workers that wait for something to do, without a thread of their own: one thread looks for all of them, with one
 * statement however many they are, and claims where there is something, for whoever has waited longest first.
 * Thread-safe.
 */
final class WorkWaits {

    private static final Logger LOG = Logger.getLogger(WorkWaits.class.getName());
    private static final long LOOK_EVERY_MILLIS = 200;

    /** Beyond these, nobody waits: who asks is told at once that there is nothing. */
    static final int MOST = 1_000;

    private final WorkStore store;
    private final Function<WorkRequest, List<Work>> claim;
    private final Consumer<Work> giveBack;
    private final ScheduledThreadPoolExecutor thread;
    private final Queue<Wait> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicBoolean started = new AtomicBoolean();
    private boolean troubled;

    /** Somebody who waits until {@code end}, by {@code nanoTime}. */
    private record Wait(WorkRequest request, long end, CompletableFuture<List<Work>> found) {

        boolean fits(Line line) {
            return request.definitions().contains(line.definition())
                    && request.queue().map(line.queue()::equals).orElse(true);
        }
    }

    /**
     * @param claim takes what there is now
     * @param giveBack returns what was taken for somebody who waits no more
     */
    WorkWaits(
            WorkStore store, Function<WorkRequest, List<Work>> claim, Consumer<Work> giveBack, ThreadFactory threads) {
        this.store = store;
        this.claim = claim;
        this.giveBack = giveBack;
        this.thread = new ScheduledThreadPoolExecutor(1, ThreadNames.single("external claims", threads));
    }

    /** The first jobs, or none when the request's patience is at its end; completed on this object's own thread. */
    CompletionStage<List<Work>> await(WorkRequest request) {
        if (count.incrementAndGet() > MOST || thread.isShutdown()) {
            count.decrementAndGet();
            return CompletableFuture.completedStage(List.of());
        }
        Wait wait = new Wait(request, System.nanoTime() + request.patience().toNanos(), new CompletableFuture<>());
        var unused = wait.found().whenComplete((work, failure) -> {
            waiting.remove(wait);
            count.decrementAndGet();
        });
        waiting.add(wait);
        if (started.compareAndSet(false, true)) {
            var unused2 = thread.scheduleWithFixedDelay(
                    this::look, LOOK_EVERY_MILLIS, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
        }
        return wait.found().minimalCompletionStage();
    }

    /** Nobody waits any more: all are told that there is nothing. */
    void stop() {
        thread.shutdownNow();
        waiting.forEach(wait -> wait.found().complete(List.of()));
    }

    private void look() {
        try {
            long now = System.nanoTime();
            waiting.stream().filter(wait -> wait.end() - now <= 0).forEach(wait -> wait.found()
                    .complete(List.of()));
            Set<String> asked = waiting.stream()
                    .flatMap(wait -> wait.request().definitions().stream())
                    .collect(Collectors.toSet());
            if (!asked.isEmpty()) {
                Set<Line> lines = store.lines(asked);
                waiting.stream()
                        .filter(wait -> lines.stream().anyMatch(wait::fits))
                        .forEach(this::claim);
            }
            troubled = false;
        } catch (Throwable e) {
            // whatever it was: others wait for this thread
            if (!troubled) {
                LOG.log(Level.WARNING, "Cannot look now for the jobs that workers wait for, trying again", e);
            }
            troubled = true;
        }
    }

    private void claim(Wait wait) {
        List<Work> work = claim.apply(wait.request());
        if (!work.isEmpty() && !wait.found().complete(work)) {
            work.forEach(giveBack);
        }
    }
}
