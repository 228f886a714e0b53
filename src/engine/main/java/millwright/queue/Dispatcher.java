package millwright.queue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;
import millwright.database.Database;
import millwright.job.AttemptEnd;
import millwright.job.AttemptOutcomes;
import millwright.job.ClaimedJob;
import millwright.job.Definitions;
import millwright.job.EndedJobs;
import millwright.job.Membership;
import millwright.job.NodeLoad;
import millwright.job.NodeSignals;
import millwright.job.RunningAttempt;
import millwright.job.ThreadNames;
import millwright.retry.ErrorRules;

/** The queue's side of a node: claims, runs and records, from {@link #start} to {@link #stop}. */
public final class Dispatcher implements NodeSignals {

    private static final long LAST_WRITE_MILLIS = 10_000;

    /** A claim that takes longer has lost its connection, whatever TCP says. */
    private static final Duration CLAIM_PATIENCE = Duration.ofSeconds(10);

    private final Database claiming;
    private final QueueWatch queues;
    private final OutcomeWriter outcomes;
    private final AttemptEnding ending;
    private final WorkerSlots slots;
    private final ControlWatch controls;
    private final TimeoutWatch timeouts;
    private final QueueConfig config;
    private final Definitions definitions;
    private final ThreadFactory threads;
    private Thread claimingThread;
    private Thread writing;
    private Thread watching;
    private Thread timing;
    private boolean stopped;
    private volatile Claimer claimer;
    private volatile Runnable settling = () -> {};
    private volatile BooleanSupplier told = () -> false;

    /** A dispatcher that nobody listens to, and that tries no job again but by its own policy. */
    public Dispatcher(Database database, Definitions definitions, QueueConfig config, ThreadFactory threads) {
        this(database, definitions, config, ErrorRules.NONE, Math::random, EndedJobs.UNHEARD, threads, threads);
    }

    /**
     * @param rules the configured ones: what errors are called and what follows them
     * @param random gives numbers from 0 to 1
     * @param listener told what outcomes have brought about, once they are committed
     * @param workers makes the threads that jobs run on
     */
    public Dispatcher(
            Database database,
            Definitions definitions,
            QueueConfig config,
            ErrorRules rules,
            DoubleSupplier random,
            EndedJobs listener,
            ThreadFactory threads,
            ThreadFactory workers) {
        this.ending = new AttemptEnding(definitions, rules, random);
        this.claiming = database.withOwnConnection(CLAIM_PATIENCE);
        this.queues = new QueueWatch(new QueueWatchStore(claiming), config.claiming(), definitions.queues());
        this.outcomes = new OutcomeWriter(new OutcomeStore(database), listener);
        this.slots = new WorkerSlots(config, definitions, ending, outcomes, this::slotFreed, threads, workers);
        this.controls = new ControlWatch(new ControlStore(database), slots, config.stopGrace(), threads);
        this.timeouts = new TimeoutWatch(slots, ending, config.timeoutGrace(), threads);
        this.config = config;
        this.definitions = definitions;
        this.threads = threads;
    }

    /** Begins to claim, as the incarnation {@code membership} names at each claim. */
    public synchronized void start(Membership membership) {
        if (stopped || claimer != null) {
            return;
        }
        claimer = new Claimer(
                new ClaimStore(claiming), queues, membership, slots, definitions, config, () -> told.getAsBoolean());
        claimingThread = ThreadNames.single("claim", threads).newThread(claimer);
        claimingThread.start();
        writing = ThreadNames.single("outcomes", threads).newThread(outcomes);
        writing.start();
        watching = ThreadNames.single("control", threads).newThread(controls);
        watching.start();
        timing = ThreadNames.single("timeouts", threads).newThread(timeouts);
        timing.start();
    }

    @Override
    public void jobsQueued() {
        Claimer running = claimer;
        if (running != null) {
            running.jobsQueued();
        }
    }

    @Override
    public void jobsReturned() {
        Claimer running = claimer;
        if (running != null) {
            running.jobsReturned();
        }
    }

    @Override
    public void jobsQueued(String queue) {
        queues.hint(queue);
        jobsQueued();
    }

    @Override
    public void ordersChanged() {
        queues.lookSoon();
        jobsQueued();
    }

    private void slotFreed() {
        Claimer running = claimer;
        if (running != null) {
            running.slotFreed();
        }
    }

    /** From now on {@code settling} is told when there is something to settle; it returns at once. */
    public void settleWith(Runnable settling) {
        this.settling = settling;
    }

    /** While {@code told} says so, other nodes tell this one of the jobs they queue, and it need not look so often. */
    public void toldBy(BooleanSupplier told) {
        this.told = told;
    }

    @Override
    public void workDue() {
        settling.run();
    }

    @Override
    public void controlRequested() {
        controls.wake();
    }

    @Override
    public void fence() {
        slots.fence();
    }

    /** Has the end of an attempt recorded that no worker of this node ran. */
    public void record(RunningAttempt attempt, AttemptEnd end) {
        outcomes.record(ending.of(attempt, end));
    }

    /** For attempts that no worker of any node runs. */
    public AttemptOutcomes outcomes() {
        return new AttemptOutcomes() {
            @Override
            public Optional<Duration> timeout(ClaimedJob job) {
                return ending.timeout(job);
            }

            @Override
            public boolean record(RunningAttempt attempt, AttemptEnd end) {
                return outcomes.recordNow(ending.of(attempt, end));
            }
        };
    }

    @Override
    public NodeLoad load() {
        return new NodeLoad(slots.workers().size(), slots.stuck().size());
    }

    /** The threads that would not end in time and still run; their jobs have gone on without them. */
    public List<StuckThread> stuckThreads() {
        return slots.stuck();
    }

    /**
     * Claims no more, lets the running attempts stop, and records how they ended (Q6). Takes up to the drain time-out.
     */
    public synchronized void stop() {
        stopped = true;
        if (claimer == null) {
            return;
        }
        try {
            claimer.stop();
            claimingThread.join(LAST_WRITE_MILLIS);
            if (!claimingThread.isAlive()) {
                claimer.giveBackAll();
            }
            slots.drain(config.drainTimeout().toMillis());
            controls.stop();
            timeouts.stop();
            watching.join(LAST_WRITE_MILLIS);
            timing.join(LAST_WRITE_MILLIS);
            outcomes.stop();
            writing.join(LAST_WRITE_MILLIS);
            outcomes.giveUp();
            writing.join(TimeUnit.SECONDS.toMillis(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            // not waited for, but none of them is to stay
            controls.stop();
            timeouts.stop();
            outcomes.stop();
        } finally {
            if (!claimingThread.isAlive()) {
                claiming.close();
            }
        }
    }
}
