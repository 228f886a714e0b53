package millwright.signal;

import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import millwright.database.Database;
import millwright.job.EndedJobs;
import millwright.job.NodeLoad;
import millwright.job.NodeSignals;
import millwright.job.ThreadNames;
import millwright.job.Waiters;

/**
 * A node's part in the messages between nodes, from {@link #start} to {@link #stop}: two threads, each with a connection
 * of its own, asleep while nothing is said.
 */
public final class NodeMessages {

    /** A message that takes longer to send has lost its connection. */
    private static final Duration SEND_PATIENCE = Duration.ofSeconds(5);

    private static final long LAST_MESSAGE_MILLIS = TimeUnit.SECONDS.toMillis(15);

    private final Database database;
    private final Optional<String> directUrl;
    private final Pace pace;
    private final ThreadFactory threads;
    private final Database sending;
    private final Audience audience;
    private final Notifier notifier;
    // not the incarnation, which a frozen node changes when it wakes up, while its connections live on
    private final String self = UUID.randomUUID().toString();
    private Thread notifying;
    private Thread listening;
    private volatile Listener listener;

    /** @param directUrl where to listen, if not through the database's pool */
    public NodeMessages(Database database, Optional<String> directUrl, ThreadFactory threads) {
        this(database, directUrl, Pace.USUAL, threads);
    }

    NodeMessages(Database database, Optional<String> directUrl, Pace pace, ThreadFactory threads) {
        this.database = database;
        this.directUrl = directUrl;
        this.pace = pace;
        this.threads = threads;
        this.sending = database.withOwnConnection(SEND_PATIENCE);
        this.audience = new Audience(pace.forgottenAfterNanos(), System::nanoTime);
        this.notifier = new Notifier(
                new NotifyStore(sending), self, audience, pace.gap().toNanos());
    }

    /** Tells {@code local} and, after it, the other nodes. */
    public NodeSignals with(NodeSignals local) {
        return new NodeSignals() {
            @Override
            public void jobsQueued() {
                local.jobsQueued();
                notifier.jobsQueued();
            }

            @Override
            public void jobsQueued(String queue) {
                local.jobsQueued(queue);
                notifier.jobsQueued(queue);
            }

            @Override
            public void jobsReturned() {
                local.jobsReturned();
                notifier.jobsQueued();
            }

            @Override
            public void ordersChanged() {
                local.ordersChanged();
                notifier.controlRequested();
            }

            @Override
            public void controlRequested() {
                local.controlRequested();
                notifier.controlRequested();
            }

            @Override
            public void workDue() {
                // settled by this node; the others look for themselves
                local.workDue();
            }

            @Override
            public NodeLoad load() {
                return local.load();
            }

            @Override
            public void fence() {
                local.fence();
            }
        };
    }

    /** The same for what outcomes have brought about. */
    public EndedJobs with(EndedJobs local) {
        return new EndedJobs() {
            @Override
            public void over(Collection<UUID> awaited) {
                local.over(awaited);
                notifier.over(awaited);
            }

            @Override
            public void due() {
                local.due();
            }
        };
    }

    /** From now on {@code local} and {@code waiters} hear what the other nodes say, and those what this one does. */
    public synchronized void start(NodeSignals local, Waiters waiters) {
        if (listener != null) {
            return;
        }
        listener = new Listener(
                () -> database.listen(directUrl, Channel.texts()), notifier, self, audience, pace, local, waiters);
        notifying = ThreadNames.single("notify", threads).newThread(notifier);
        notifying.start();
        listening = ThreadNames.single("listen", threads).newThread(listener);
        listening.start();
    }

    /** Whether this node hears what others say. */
    public boolean isHearing() {
        Listener running = listener;
        return running != null && running.isHearing();
    }

    /** Whether another node hears what this one says, as far as it knows. */
    boolean isHeard() {
        return audience.isThere();
    }

    /** Says what there is left to say, and that jobs may have been given back. */
    public synchronized void stop() {
        if (listener == null) {
            return;
        }
        try {
            notifier.jobsQueued();
            listener.stop();
            listening.join(LAST_MESSAGE_MILLIS);
            notifier.stop();
            notifying.join(LAST_MESSAGE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            notifier.stop();
        } finally {
            if (!notifying.isAlive()) {
                sending.close();
            }
        }
    }
}
