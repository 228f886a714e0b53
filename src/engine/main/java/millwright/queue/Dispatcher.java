package millwright.queue;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import millwright.database.Database;
import millwright.job.AttemptEnd;
import millwright.job.Definitions;
import millwright.job.Membership;
import millwright.job.NodeSignals;
import millwright.job.RunningAttempt;
import millwright.job.ThreadNames;

/** The queue's side of a node: claims, runs and records, from {@link #start} to {@link #stop}. */
public final class Dispatcher implements NodeSignals {

    private static final long LAST_WRITE_MILLIS = 10_000;

    private final ClaimStore claims;
    private final OutcomeWriter outcomes;
    private final WorkerSlots slots;
    private final ControlWatch controls;
    private final QueueConfig config;
    private final Definitions definitions;
    private final ThreadFactory threads;
    private Thread claiming;
    private Thread writing;
    private Thread watching;
    private boolean stopped;
    private volatile Claimer claimer;
    private volatile Runnable settling = () -> {};

    public Dispatcher(Database database, Definitions definitions, QueueConfig config, ThreadFactory threads) {
        this(database, definitions, config, threads, threads);
    }

    /** @param workers makes the threads that jobs run on */
    public Dispatcher(
            Database database,
            Definitions definitions,
            QueueConfig config,
            ThreadFactory threads,
            ThreadFactory workers) {
        this.claims = new ClaimStore(database);
        this.outcomes = new OutcomeWriter(new OutcomeStore(database));
        this.slots = new WorkerSlots(config.workers(), definitions, outcomes, this::jobsQueued, threads, workers);
        this.controls = new ControlWatch(new ControlStore(database), slots, config.stopGrace(), threads);
        this.config = config;
        this.definitions = definitions;
        this.threads = threads;
    }

    /** Begins to claim, as the incarnation {@code membership} names at each claim. */
    public synchronized void start(Membership membership) {
        if (stopped || claimer != null) {
            return;
        }
        claimer = new Claimer(claims, membership, slots, definitions, config);
        claiming = ThreadNames.single("claim", threads).newThread(claimer);
        claiming.start();
        writing = ThreadNames.single("outcomes", threads).newThread(outcomes);
        writing.start();
        watching = ThreadNames.single("control", threads).newThread(controls);
        watching.start();
    }

    @Override
    public void jobsQueued() {
        Claimer running = claimer;
        if (running != null) {
            running.wake();
        }
    }

    /** From now on {@code settling} is told when there is something to settle; it returns at once. */
    public void settleWith(Runnable settling) {
        this.settling = settling;
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
        outcomes.record(attempt, end);
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
            claiming.join(LAST_WRITE_MILLIS);
            slots.drain(config.drainTimeout().toMillis());
            controls.stop();
            watching.join(LAST_WRITE_MILLIS);
            outcomes.stop();
            writing.join(LAST_WRITE_MILLIS);
            outcomes.giveUp();
            writing.join(TimeUnit.SECONDS.toMillis(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
