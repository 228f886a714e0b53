package millwright.web.feed;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import millwright.event.Feed.Follower;
import millwright.event.FeedEvent;
import millwright.event.FeedPosition;

/**
 * What waits to be sent to one client, up to a bound. Filled by the feed's thread, which it never keeps; emptied by the
 * client's own. A client that takes nothing for half a minute while the bound is reached is cut off.
 */
final class Outbox implements Follower {

    static final int MOST = 2_000;
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Predicate<FeedEvent> wanted;
    private final LongSupplier nanoTime;
    private final Queue<Message> messages = new ArrayDeque<>();
    private FeedPosition position;
    private long taken;
    private boolean full;
    private boolean closed;

    /** @param nanoTime a clock that only its differences are asked of */
    Outbox(Predicate<FeedEvent> wanted, LongSupplier nanoTime) {
        this.wanted = wanted;
        this.nanoTime = nanoTime;
    }

    /** What is sent to a client. */
    sealed interface Message {}

    record Event(FeedEvent event) implements Message {}

    /** Nothing has happened that concerns it up to here; null where that is not known yet. */
    record Beat(FeedPosition position) implements Message {}

    /** Something may have happened before this place that is kept no longer. */
    record Gap(FeedPosition position) implements Message {}

    /** There is nothing more. */
    record End() implements Message {}

    /** Once full, not before the half is sent: each time that it has room again costs the feed a reading. */
    @Override
    public synchronized boolean hasRoom() {
        if (full && !closed && nanoTime.getAsLong() - taken > PATIENCE.toNanos()) {
            // it comes back with the last id it has read
            messages.clear();
            close();
        }
        return closed || !full;
    }

    @Override
    public void happened(FeedEvent event) {
        if (wanted.test(event)) {
            add(new Event(event));
        }
    }

    @Override
    public synchronized void caughtUp(FeedPosition upTo) {
        position = upTo;
    }

    @Override
    public void missed(FeedPosition upTo) {
        add(new Gap(upTo));
        caughtUp(upTo);
    }

    /** What waits is still sent. */
    @Override
    public synchronized void ended() {
        close();
    }

    private void close() {
        closed = true;
        notifyAll();
    }

    private synchronized void add(Message message) {
        if (closed) {
            return;
        }
        messages.add(message);
        if (messages.size() >= MOST && !full) {
            full = true;
            taken = nanoTime.getAsLong();
        }
        notifyAll();
    }

    /** The next, waited for so long; a beat when there is none. */
    synchronized Message next(Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (messages.isEmpty() && !closed) {
            long millis = (end - System.nanoTime()) / 1_000_000;
            if (millis <= 0) {
                return new Beat(position);
            }
            wait(millis);
        }
        return messages.isEmpty() ? new End() : take();
    }

    private Message take() {
        taken = nanoTime.getAsLong();
        Message message = messages.remove();
        full = full && messages.size() > MOST / 2;
        return message;
    }
}
