package millwright.web.health;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Asks whether the database answers, and waits for it no longer than it promises. There is one question under way at
 * any time: who asks meanwhile waits for the same answer, and for what is left of its time only, so that a database
 * that hangs for an hour holds one thread for that hour. Thread-safe.
 */
final class DatabaseProbe {

    private final BooleanSupplier question;
    private final Executor threads;
    private final LongSupplier nanoTime;
    private final long patience;
    private final long freshness;

    private CompletableFuture<Boolean> answer;
    private long askedAt;
    private long answeredAt;

    /**
     * @param question may hang; false and exceptions both mean no
     * @param nanoTime {@link System#nanoTime}, but for tests
     * @param patience how long a caller waits, counted from when the question was asked
     * @param freshness how long an answer counts
     */
    DatabaseProbe(
            BooleanSupplier question, Executor threads, LongSupplier nanoTime, Duration patience, Duration freshness) {
        this.question = question;
        this.threads = threads;
        this.nanoTime = nanoTime;
        this.patience = patience.toNanos();
        this.freshness = freshness.toNanos();
    }

    /** Whether the database has answered just now, or answers within the patience. */
    boolean answers() {
        CompletableFuture<Boolean> current;
        long left;
        synchronized (this) {
            if (answer == null || isStale()) {
                ask();
            }
            current = answer;
            left = askedAt + patience - nanoTime.getAsLong();
        }
        try {
            return current.get(Math.max(0, left), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean isStale() {
        return answer.isDone() && nanoTime.getAsLong() - answeredAt > freshness;
    }

    private void ask() {
        CompletableFuture<Boolean> next = new CompletableFuture<>();
        answer = next;
        askedAt = nanoTime.getAsLong();
        try {
            threads.execute(() -> settle(next));
        } catch (RejectedExecutionException e) {
            settled(next, false);
        }
    }

    private void settle(CompletableFuture<Boolean> asked) {
        boolean yes = false;
        // whatever goes wrong, those who wait are told
        try {
            yes = question.getAsBoolean();
        } finally {
            settled(asked, yes);
        }
    }

    private synchronized void settled(CompletableFuture<Boolean> asked, boolean yes) {
        answeredAt = nanoTime.getAsLong();
        asked.complete(yes);
    }
}
