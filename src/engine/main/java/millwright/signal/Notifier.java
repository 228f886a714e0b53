package millwright.signal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Says to other nodes what this one has committed. It is noted without SQL, on whatever thread, and said by one thread:
 * at once after a while of silence, else all that has come together in a few milliseconds.
 */
final class Notifier implements Runnable {

    private static final Logger LOG = Logger.getLogger(Notifier.class.getName());

    /** More are not kept while the database does not answer: who waits for them looks once a second. */
    private static final int MOST_OVER = 100_000;

    private final NotifyStore store;
    private final String self;
    private final Audience audience;
    private final long gapNanos;
    private final AtomicBoolean queued = new AtomicBoolean();
    private final AtomicBoolean control = new AtomicBoolean();
    private final AtomicBoolean present = new AtomicBoolean();
    private final Set<String> queues = ConcurrentHashMap.newKeySet();
    private final LinkedBlockingQueue<UUID> over = new LinkedBlockingQueue<>(MOST_OVER);
    private final Semaphore wakeUps = new Semaphore(0);
    private final AtomicBoolean awake = new AtomicBoolean();
    private volatile Presence presence = new Presence(0, 0);
    private volatile boolean stopped;
    private boolean troubled;

    Notifier(NotifyStore store, String self, Audience audience, long gapNanos) {
        this.store = store;
        this.self = self;
        this.audience = audience;
        this.gapNanos = gapNanos;
    }

    /** How often this node has said that it listens, and the {@code nanoTime} of the last time. */
    record Presence(long number, long saidAt) {}

    Presence presence() {
        return presence;
    }

    void jobsQueued() {
        note(queued);
    }

    void jobsQueued(String queue) {
        if (audience.isThere()) {
            queues.add(queue);
            wake();
        }
    }

    void controlRequested() {
        note(control);
    }

    void over(Collection<UUID> jobs) {
        if (audience.isThere()) {
            for (UUID job : jobs) {
                boolean unused = over.offer(job);
            }
            wake();
        }
    }

    /** That this node listens: said to itself too, so that it knows whether it does. */
    void present() {
        present.set(true);
        wake();
    }

    private void note(AtomicBoolean what) {
        if (audience.isThere() && what.compareAndSet(false, true)) {
            wake();
        }
    }

    /** Many calls before the loop comes round are one. */
    private void wake() {
        if (awake.compareAndSet(false, true)) {
            wakeUps.release();
        }
    }

    /** Ends the loop once everything that was noted is said. */
    void stop() {
        stopped = true;
        wakeUps.release();
    }

    @Override
    public void run() {
        boolean last = false;
        while (!last) {
            wakeUps.acquireUninterruptibly();
            // whatever is noted from here on is seen below, or wakes again
            awake.set(false);
            last = stopped;
            say();
        }
    }

    private void say() {
        List<Message> messages = new ArrayList<>();
        if (queued.getAndSet(false)) {
            messages.addAll(Message.split(Channel.JOBS, self, List.of()));
        }
        List<String> names = List.copyOf(queues);
        if (!names.isEmpty()) {
            // before the send: what is queued from here on is said again
            names.forEach(queues::remove);
            messages.addAll(Message.split(Channel.JOBS, self, names));
        }
        if (control.getAndSet(false)) {
            messages.addAll(Message.split(Channel.CONTROL, self, List.of()));
        }
        List<UUID> ended = new ArrayList<>();
        if (over.drainTo(ended) > 0) {
            messages.addAll(Message.split(
                    Channel.OVER, self, ended.stream().map(UUID::toString).toList()));
        }
        long number = presence.number() + 1;
        boolean saysPresent = present.getAndSet(false);
        if (saysPresent) {
            messages.addAll(Message.split(Channel.NODE, self, List.of(Long.toString(number))));
        }
        if (!messages.isEmpty() && send(messages)) {
            if (saysPresent) {
                presence = new Presence(number, System.nanoTime());
            }
            gather();
        }
    }

    private void gather() {
        long end = System.nanoTime() + gapNanos;
        for (long left = gapNanos; left > 0 && !stopped; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** Twice at the most: the connection may have been gone for long. */
    private boolean send(List<Message> messages) {
        for (boolean again = false; ; again = true) {
            try {
                store.send(messages);
                troubled = false;
                return true;
            } catch (Throwable e) {
                // whatever it was: the next messages need this thread
                if (again) {
                    if (!troubled) {
                        LOG.log(Level.WARNING, "Other nodes cannot be told of jobs now: they find them by polling", e);
                    }
                    troubled = true;
                    return false;
                }
            }
        }
    }
}
