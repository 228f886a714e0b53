package millwright.node;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import millwright.database.Database;
import millwright.job.Membership;
import millwright.job.NodeSignals;
import millwright.job.ThreadNames;
import millwright.node.NodeStore.Beat;

/**
 * This node's life among the others: it beats, watches the others' beats, rescues the work of the dead, and fences
 * itself when it cannot beat. Two threads: the one that beats may hang in the network, the other then notices.
 */
public final class NodeLife implements Membership {

    private static final Logger LOG = Logger.getLogger(NodeLife.class.getName());

    private static final long STOP_PATIENCE_SECONDS = 5;
    private static final Duration RESCUE_PATIENCE = Duration.ofMinutes(5);

    private final Database own;
    private final Database rescuing;
    private final NodeStore store;
    private final NodeConfig config;
    private final NodeSignals signals;
    private final AttemptRescuer rescuer;
    private final NodeWatch watch;
    private final NodeProfile profile;
    private final NodeCleaner cleaner;
    private final ScheduledExecutorService beating;
    private final ScheduledExecutorService fencing;
    private final ScheduledExecutorService rescues;

    private volatile UUID incarnation = UUID.randomUUID();
    private volatile long lastBeat;
    private volatile boolean fenced;
    private final AtomicBoolean declaring = new AtomicBoolean();
    /** Of the thread that beats: the last that has a row, for what operators have asked of it. */
    private UUID joined;

    public NodeLife(
            Database database, NodeConfig config, NodeSignals signals, NodeProfile profile, ThreadFactory threads) {
        this.own = database.withOwnConnection(config.fenceAfter());
        this.store = new NodeStore(own);
        this.config = config;
        this.signals = signals;
        // on a connection of its own: a rescue may wait for a lock, or scan much, and the heart must not
        this.rescuing = database.withOwnConnection(RESCUE_PATIENCE);
        this.rescuer = new AttemptRescuer(new NodeStore(rescuing), signals, config.crashLimit());
        this.watch = new NodeWatch(config.deadAfter(), System::nanoTime);
        this.profile = profile;
        this.cleaner = new NodeCleaner(rescuing, config.keep());
        this.beating = Executors.newSingleThreadScheduledExecutor(ThreadNames.single("heartbeat", threads));
        this.fencing = Executors.newSingleThreadScheduledExecutor(ThreadNames.single("fence", threads));
        this.rescues = Executors.newSingleThreadScheduledExecutor(ThreadNames.single("rescue", threads));
    }

    @Override
    public UUID incarnation() {
        return incarnation;
    }

    @Override
    public boolean isFenced() {
        return fenced;
    }

    /** Joins, and beats from now on. */
    public void start() {
        join(null);
        long heartbeat = config.heartbeat().toMillis();
        var unused = beating.scheduleWithFixedDelay(this::beat, heartbeat, heartbeat, TimeUnit.MILLISECONDS);
        var unused3 = rescues.scheduleWithFixedDelay(this::rescue, heartbeat, heartbeat, TimeUnit.MILLISECONDS);
        // others are looked at more often than they beat: what a look comes late is added to the time-out
        long look = Math.max(10, heartbeat / 4);
        var unused4 = beating.scheduleWithFixedDelay(this::watchOthers, look, look, TimeUnit.MILLISECONDS);
        var unused2 = fencing.scheduleWithFixedDelay(this::fenceIfSilent, look, look, TimeUnit.MILLISECONDS);
    }

    /** Leaves: no other node needs to wait for the time-out. To be called when no attempt is left. */
    public void stop() {
        fencing.shutdownNow();
        rescues.shutdown();
        beating.shutdown();
        try {
            // a beat under way must not join again after the node has left
            if (!beating.awaitTermination(STOP_PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warning("The database does not answer; the other nodes will notice by the missing heartbeat");
                return;
            }
            store.leave(incarnation, true);
            rescuer.rescueAll();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "Could not sign off; the other nodes will notice by the missing heartbeat", e);
        } finally {
            rescues.shutdownNow();
            own.close();
            rescuing.close();
        }
    }

    private void join(UUID before) {
        // the time is taken before the statement is sent: others cannot have seen the beat earlier
        long sent = System.nanoTime();
        store.join(incarnation, hostName(), profile, before);
        joined = incarnation;
        lastBeat = sent;
        fenced = false;
        LOG.log(Level.INFO, "This node is {0}", incarnation);
    }

    private void beat() {
        try {
            long sent = System.nanoTime();
            boolean paused = sent - lastBeat > config.deadAfter().toNanos();
            if (!fenced && store.beat(incarnation, signals.load())) {
                lastBeat = sent;
            } else {
                rejoin();
            }
            if (paused) {
                watch.forget();
            }
        } catch (Throwable e) {
            // whatever it was: a heart that stops for an Error would take the node with it
            watch.forget();
            LOG.log(Level.WARNING, "Heartbeat failed, trying again in " + config.heartbeat(), e);
        }
    }

    private void watchOthers() {
        if (System.nanoTime() - lastBeat > config.deadAfter().toNanos()) {
            // this process was frozen or cut off: first its own beat, then what it knew of others is forgotten
            return;
        }
        try {
            List<Beat> silent = watch.silent(store.living()).stream()
                    .filter(beat -> !beat.node().equals(incarnation))
                    .toList();
            if (!silent.isEmpty() && !rescues.isShutdown() && declaring.compareAndSet(false, true)) {
                // not on this thread: the heart must not wait for what the dead hold
                rescues.execute(() -> declareDead(silent));
            }
        } catch (Throwable e) {
            watch.forget();
            // the heartbeat says so, less often
            LOG.log(Level.FINE, "The other nodes cannot be watched now, trying again", e);
        }
    }

    private void declareDead(List<Beat> silent) {
        declaring.set(false);
        try {
            if (rescuer.declareDead(silent)) {
                rescuer.rescueAll();
            }
        } catch (Throwable e) {
            LOG.log(Level.WARNING, "Silent nodes cannot be declared dead now, trying again", e);
        }
    }

    private void rescue() {
        try {
            rescuer.rescueAll();
            cleaner.clean();
        } catch (Throwable e) {
            LOG.log(Level.WARNING, "Rescue failed, trying again in " + config.heartbeat(), e);
        }
    }

    /**
     * Declared dead, or fenced by itself, while this process was frozen or cut off: whatever it ran is no longer its
     * own (N1). The old incarnation is ended here too, so that a rescue moves on what the fence interrupted.
     */
    private void rejoin() {
        LOG.log(Level.WARNING, "This node, {0}, was declared dead; it goes on under a new incarnation", incarnation);
        signals.fence();
        store.leave(incarnation, false);
        incarnation = UUID.randomUUID();
        join(joined);
        signals.jobsReturned();
    }

    private void fenceIfSilent() {
        if (!fenced && System.nanoTime() - lastBeat > config.fenceAfter().toNanos()) {
            fenced = true;
            LOG.log(
                    Level.SEVERE,
                    "No heartbeat reached the database for {0}: interrupting all attempts of this node",
                    config.fenceAfter());
            signals.fence();
        }
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }
}
