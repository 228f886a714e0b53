package millwright.event;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import millwright.event.Feed.Follower;

/** A follower that remembers what it was told. */
final class Listening implements Follower {

    final List<FeedEvent> events = new CopyOnWriteArrayList<>();
    volatile FeedPosition position;
    final AtomicInteger gaps = new AtomicInteger();
    volatile boolean ended;
    volatile int room = Integer.MAX_VALUE;

    @Override
    public boolean hasRoom() {
        return events.size() < room;
    }

    @Override
    public void happened(FeedEvent event) {
        events.add(event);
    }

    @Override
    public void caughtUp(FeedPosition upTo) {
        position = upTo;
    }

    @Override
    public void missed(FeedPosition upTo) {
        gaps.incrementAndGet();
        position = upTo;
    }

    @Override
    public void ended() {
        ended = true;
    }

    List<UUID> jobs() {
        return events.stream().map(FeedEvent::job).toList();
    }

    List<String> states() {
        return events.stream().map(FeedEvent::state).toList();
    }
}
