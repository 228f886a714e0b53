package millwright.web.feed;

import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import millwright.event.Feed.Following;
import millwright.event.FeedPosition;
import millwright.web.feed.Outbox.Beat;
import millwright.web.feed.Outbox.End;
import millwright.web.feed.Outbox.Event;
import millwright.web.feed.Outbox.Gap;
import millwright.web.feed.Outbox.Message;

/**
 * One client's stream, on a thread of its own: a connection that takes nothing keeps its thread until the container gives
 * it up, and only that.
 */
final class EventStream implements Runnable {

    private static final Duration BEAT_EVERY = Duration.ofSeconds(15);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final long COME_BACK_MILLIS = 2_000;

    private final Outbox outbox;
    private final Following following;
    private final SseEventSink sink;
    private final Sse sse;

    EventStream(Outbox outbox, Following following, SseEventSink sink, Sse sse) {
        this.outbox = outbox;
        this.following = following;
        this.sink = sink;
        this.sse = sse;
    }

    @Override
    public void run() {
        try (sink;
                following) {
            // at once, so that the client learns that it listens
            send(sse.newEventBuilder().comment("listening").reconnectDelay(COME_BACK_MILLIS));
            sendAll();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (CompletionException | IllegalStateException e) {
            // it has gone
            return;
        }
    }

    private void sendAll() throws InterruptedException {
        long end = System.nanoTime() + LONGEST.toNanos();
        Message message = outbox.next(BEAT_EVERY);
        while (!(message instanceof End) && !sink.isClosed() && System.nanoTime() - end < 0) {
            send(message);
            message = outbox.next(BEAT_EVERY);
        }
    }

    private void send(Message message) {
        if (message instanceof Event told) {
            send(named(told.event().state(), told.event().position())
                    .data(String.class, EventJson.one(told.event()).toString()));
        } else if (message instanceof Gap gap) {
            send(named("gap", gap.position()).data(String.class, EventJson.gap().toString()));
        } else if (message instanceof Beat beat && beat.position() != null) {
            send(named("heartbeat", beat.position()).data(String.class, "{}"));
        } else {
            send(sse.newEventBuilder().comment("heartbeat"));
        }
    }

    private OutboundSseEvent.Builder named(String name, FeedPosition position) {
        return sse.newEventBuilder().name(name).id(position.toString());
    }

    private void send(OutboundSseEvent.Builder event) {
        sink.send(event.build()).toCompletableFuture().join();
    }
}
