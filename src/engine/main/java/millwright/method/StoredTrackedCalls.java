package millwright.method;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import millwright.database.Database;
import millwright.database.DatabaseException;
import millwright.job.AttemptEnd;
import millwright.job.AttemptReports;
import millwright.job.AttemptScope;
import millwright.job.ClaimedJob;
import millwright.job.DependencyResults;
import millwright.job.Membership;
import millwright.job.RunningAttempt;
import millwright.job.ThreadNames;

/**
 * {@link TrackedCalls} on the job table. A caller's JTA transaction is kept out of it by writing on a thread that has
 * none, which needs no transaction manager. While calls run, one thread looks twice a second whether any is cancelled.
 */
public final class StoredTrackedCalls implements TrackedCalls {

    private static final Logger LOG = Logger.getLogger(StoredTrackedCalls.class.getName());
    private static final long LOOK_EVERY_MILLIS = 500;

    /** Who submits what nobody in particular submits. */
    private static final String SUBMITTER = "application";

    private final TrackedCallStore store;
    private final Membership membership;
    private final AttemptReports reports;
    private final BiConsumer<RunningAttempt, AttemptEnd> outcomes;
    private final BooleanSupplier inTransaction;
    private final ThreadFactory threads;
    private final ExecutorService writers;
    private final TimeBasedEpochGenerator ids = Generators.timeBasedEpochGenerator();
    private final Map<UUID, RunningAttempt> running = new ConcurrentHashMap<>();
    private final Semaphore begun = new Semaphore(0);
    private Thread watching;
    private boolean troubled;
    private volatile boolean stopped;

    /**
     * @param outcomes records how an attempt ended
     * @param inTransaction whether the calling thread may be in a JTA transaction
     */
    public StoredTrackedCalls(
            Database database,
            Membership membership,
            AttemptReports reports,
            BiConsumer<RunningAttempt, AttemptEnd> outcomes,
            BooleanSupplier inTransaction,
            ThreadFactory threads) {
        this.store = new TrackedCallStore(database);
        this.membership = membership;
        this.reports = reports;
        this.outcomes = outcomes;
        this.inTransaction = inTransaction;
        this.threads = threads;
        this.writers = Executors.newCachedThreadPool(ThreadNames.numbered("track", threads));
    }

    @Override
    public RunningAttempt begin(String definition, JsonObject parameters) {
        Optional<RunningAttempt> outer = AttemptScope.find();
        UUID parent = outer.map(RunningAttempt::jobId).orElse(null);
        ClaimedJob call = call(definition, parameters, outer.map(RunningAttempt::job));
        Executor executor = inTransaction.getAsBoolean() ? writers : Runnable::run;
        Instant startedAt = joined(CompletableFuture.supplyAsync(() -> begin(call, parent), executor))
                .orElseThrow(() -> new IllegalStateException(
                        "this node may run no jobs now: " + definition + " cannot be tracked and is not called"));
        RunningAttempt attempt = new RunningAttempt(started(call, startedAt));
        attempt.clock().begin();
        attempt.connect(reports, DependencyResults.NONE);
        attempt.onCancel(Thread.currentThread()::interrupt);
        running.put(attempt.jobId(), attempt);
        watch();
        return attempt;
    }

    /** Its row may be there although the answer was lost: it is not called, and must not stay RUNNING. */
    private Optional<Instant> begin(ClaimedJob call, UUID parent) {
        try {
            return store.begin(call, parent);
        } catch (DatabaseException e) {
            if (e.isConnectionLost()) {
                RunningAttempt perhaps = new RunningAttempt(started(call, Instant.now()));
                perhaps.clock().begin();
                outcomes.accept(perhaps, AttemptEnd.failed(e));
            }
            throw e;
        }
    }

    @Override
    public void end(RunningAttempt attempt, AttemptEnd end) {
        running.remove(attempt.jobId());
        reports.ended(attempt);
        outcomes.accept(attempt, end);
    }

    /** Looks no more for what is cancelled; to be called when the engine stops. */
    public void stop() {
        stopped = true;
        begun.release();
        writers.shutdown();
    }

    private ClaimedJob call(String definition, JsonObject parameters, Optional<ClaimedJob> outer) {
        return new ClaimedJob(
                ids.generate(),
                definition,
                millwright.job.JobDefinition.DEFAULT_QUEUE,
                parameters,
                JsonValue.EMPTY_JSON_OBJECT,
                List.of(),
                1,
                1,
                1,
                membership.incarnation(),
                null,
                null,
                outer.map(ClaimedJob::submitter).orElse(SUBMITTER),
                outer.map(ClaimedJob::correlationId).orElse(null));
    }

    private static ClaimedJob started(ClaimedJob call, Instant at) {
        return new ClaimedJob(
                call.id(),
                call.definition(),
                call.queue(),
                call.parameters(),
                call.options(),
                call.earlier(),
                call.round(),
                call.attempt(),
                call.lease(),
                call.node(),
                at,
                call.deadline(),
                call.submitter(),
                call.correlationId());
    }

    /** Also when the caller is interrupted: the row may be written by then, and must have its end. */
    private static <T> T joined(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    private synchronized void watch() {
        begun.release();
        if (watching == null && !stopped) {
            watching = ThreadNames.single("track", threads).newThread(this::lookForCancelled);
            watching.start();
        }
    }

    private void lookForCancelled() {
        while (!stopped) {
            try {
                if (running.isEmpty()) {
                    begun.acquire();
                } else {
                    store.cancelled(running.keySet()).forEach(this::cancel);
                    troubled = false;
                    TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
                }
                begun.drainPermits();
            } catch (InterruptedException e) {
                return;
            } catch (Throwable e) {
                // whatever it was: calls could not be cancelled any more
                if (!troubled) {
                    LOG.log(Level.WARNING, "Could not see which tracked calls are cancelled, trying again", e);
                }
                troubled = true;
                pause();
            }
        }
    }

    private void cancel(UUID job) {
        RunningAttempt attempt = running.get(job);
        if (attempt != null) {
            attempt.cancel();
        }
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
        } catch (InterruptedException e) {
            stopped = true;
        }
    }
}
