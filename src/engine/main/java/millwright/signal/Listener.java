package millwright.signal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import millwright.database.CannotListenException;
import millwright.database.Notifications;
import millwright.job.NodeSignals;
import millwright.job.Waiters;

/** Hears what other nodes say and passes it on to this one, for as long as the node lives. One thread. */
final class Listener implements Runnable {

    private static final Logger LOG = Logger.getLogger(Listener.class.getName());
    private static final Duration WAIT = Duration.ofMillis(500);
    private static final long SHORTEST_PAUSE_MILLIS = 50;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;

    private final Supplier<Notifications> source;
    private final Notifier notifier;
    private final String self;
    private final Audience audience;
    private final Pace pace;
    private final NodeSignals node;
    private final Waiters waiters;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean hearing;
    private boolean troubled;
    private boolean deaf;
    private long pause = SHORTEST_PAUSE_MILLIS;
    /** The last time this node heard that it listens, by number. */
    private long heardSelf;

    private long askedSelfAt;

    Listener(
            Supplier<Notifications> source,
            Notifier notifier,
            String self,
            Audience audience,
            Pace pace,
            NodeSignals node,
            Waiters waiters) {
        this.source = source;
        this.notifier = notifier;
        this.self = self;
        this.audience = audience;
        this.pace = pace;
        this.node = node;
        this.waiters = waiters;
    }

    /** Whether what others say reaches this node, as it has seen itself. */
    boolean isHearing() {
        return hearing;
    }

    /** Ends the loop, soon. */
    void stop() {
        stopped.countDown();
        // heard at once, where anything is
        notifier.present();
    }

    private boolean isStopped() {
        return stopped.getCount() == 0;
    }

    @Override
    public void run() {
        while (!isStopped()) {
            try (Notifications session = source.get()) {
                listen(session);
            } catch (CannotListenException e) {
                pollInstead(e);
            } catch (Throwable e) {
                // whatever it was: a node that listens no more would be slow for ever
                if (!troubled && !isStopped()) {
                    LOG.log(Level.WARNING, "Messages of other nodes cannot be heard now, trying again", e);
                }
                troubled = true;
                await(pause);
                pause = Math.min(pause * 2, LONGEST_PAUSE_MILLIS);
            } finally {
                hearing = false;
                audience.isDeaf();
            }
        }
    }

    private void listen(Notifications session) {
        // what was said to itself before this session is not to come back
        heardSelf = notifier.presence().number();
        askSelf();
        lookEverywhere();
        while (!isStopped()) {
            for (Notifications.Message said : session.next(WAIT)) {
                Channel.of(said.channel()).ifPresent(channel -> hear(Message.read(channel, said.payload())));
            }
            checkThatItHears();
        }
    }

    /** What was said while nobody listened here is not said again. */
    private void lookEverywhere() {
        node.jobsReturned();
        node.controlRequested();
        node.workDue();
        waiters.lookAgain();
    }

    private void askSelf() {
        askedSelfAt = System.nanoTime();
        notifier.present();
    }

    private void checkThatItHears() {
        long now = System.nanoTime();
        Notifier.Presence last = notifier.presence();
        if (last.number() > heardSelf && now - last.saidAt() > pace.patience().toNanos()) {
            if (hearing) {
                throw new IllegalStateException("nothing is heard any more on a connection that seems well");
            }
            throw new CannotListenException("a message to itself did not come back within " + pace.patience()
                    + ", as behind a pooler in transaction mode: name a way round it with"
                    + " millwright.database.direct-url");
        }
        if (now - askedSelfAt > pace.presence().toNanos()) {
            askSelf();
        }
    }

    private void hear(Message message) {
        if (message.sender().equals(self)) {
            if (message.channel() == Channel.NODE) {
                hearSelf(message);
            }
            // all else this node has told itself already
            return;
        }
        switch (message.channel()) {
            case JOBS -> hearOfJobs(message.items());
            case CONTROL -> {
                node.controlRequested();
                node.ordersChanged();
            }
            case OVER -> waiters.over(ids(message.items()));
            case NODE -> hearOfNode(message.sender());
        }
    }

    private void hearSelf(Message message) {
        heardSelf = Math.max(heardSelf, number(message.items()));
        if (!hearing) {
            audience.hears();
            hearing = true;
            pause = SHORTEST_PAUSE_MILLIS;
            if (troubled || deaf) {
                LOG.info("Messages of other nodes are heard again");
            }
            troubled = false;
            deaf = false;
        }
    }

    private void hearOfJobs(List<String> queues) {
        if (queues.isEmpty()) {
            // anywhere in their lines
            node.jobsReturned();
        }
        queues.forEach(node::jobsQueued);
    }

    /** Until it hears of this node, another says nothing that only this one could want to hear. */
    private void hearOfNode(String sender) {
        if (audience.heard(sender)) {
            askSelf();
            lookEverywhere();
        }
    }

    private static long number(List<String> items) {
        try {
            return items.isEmpty() ? 0 : Long.parseLong(items.get(0));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static List<UUID> ids(List<String> items) {
        List<UUID> ids = new ArrayList<>();
        for (String item : items) {
            try {
                ids.add(UUID.fromString(item));
            } catch (IllegalArgumentException e) {
                LOG.log(Level.FINE, "A message names what is no job's id", e);
            }
        }
        return ids;
    }

    private void pollInstead(CannotListenException why) {
        if (!deaf) {
            LOG.log(
                    Level.WARNING,
                    "No messages of other nodes can be heard, so that this node looks for jobs every "
                            + pace.poll().toMillis() + " ms: " + why.getMessage(),
                    why.getCause());
        }
        deaf = true;
        long end = System.nanoTime() + pace.retry().toNanos();
        while (!isStopped() && System.nanoTime() - end < 0) {
            node.jobsQueued();
            await(pace.poll().toMillis());
        }
    }

    private void await(long millis) {
        try {
            boolean unused = stopped.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            // the end of the process
            stopped.countDown();
        }
    }
}
