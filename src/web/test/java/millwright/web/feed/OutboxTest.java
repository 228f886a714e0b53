package millwright.web.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import millwright.event.FeedEvent;
import millwright.event.FeedPosition;
import millwright.web.feed.Outbox.Beat;
import millwright.web.feed.Outbox.End;
import millwright.web.feed.Outbox.Event;
import millwright.web.feed.Outbox.Gap;
import millwright.web.feed.Outbox.Message;
import org.junit.jupiter.api.Test;

/** Holds W120, W122 and W123. */
class OutboxTest {

    private long now;
    private final Outbox outbox = new Outbox(event -> event.state().equals("FAILED"), () -> now);

    @Test
    void sendsWhatIsWantedInItsOrder() throws InterruptedException {
        outbox.happened(event(1, "FAILED"));
        outbox.happened(event(2, "COMPLETED"));
        outbox.happened(event(3, "FAILED"));
        assertEquals(1, assertInstanceOf(Event.class, next()).event().position().seq());
        assertEquals(3, assertInstanceOf(Event.class, next()).event().position().seq());
    }

    @Test
    void withNothingToSendItSaysHowFarThingsHaveCome() throws InterruptedException {
        outbox.happened(event(2, "COMPLETED"));
        outbox.caughtUp(new FeedPosition(3, 0));
        assertEquals(new Beat(new FeedPosition(3, 0)), next());
    }

    @Test
    void aGapComesBeforeWhatFollowsIt() throws InterruptedException {
        outbox.missed(new FeedPosition(9, 0));
        outbox.happened(event(9, "FAILED"));
        assertEquals(new Gap(new FeedPosition(9, 0)), next());
        assertInstanceOf(Event.class, next());
    }

    @Test
    void aFullOneHasRoomAgainWhenHalfIsSent() throws InterruptedException {
        fill();
        assertFalse(outbox.hasRoom());
        for (int i = 0; i < Outbox.MOST / 2; i++) {
            assertFalse(outbox.hasRoom());
            assertEquals(
                    i, assertInstanceOf(Event.class, next()).event().position().seq());
        }
        assertTrue(outbox.hasRoom());
    }

    @Test
    void aClientThatTakesNothingIsCutOffAndKeepsNothing() throws InterruptedException {
        fill();
        now += Outbox.PATIENCE.toNanos();
        assertFalse(outbox.hasRoom(), "not yet");
        assertInstanceOf(Event.class, next());
        now += Outbox.PATIENCE.toNanos();
        assertFalse(outbox.hasRoom(), "it took one");
        now += 1;
        assertTrue(outbox.hasRoom(), "the feed goes on without it");
        assertEquals(new End(), next());
        outbox.happened(event(1, "FAILED"));
        assertEquals(new End(), next());
    }

    private void fill() {
        for (int i = 0; i < Outbox.MOST; i++) {
            assertTrue(outbox.hasRoom());
            outbox.happened(event(i, "FAILED"));
        }
    }

    private Message next() throws InterruptedException {
        return outbox.next(Duration.ZERO);
    }

    @Test
    void aNodeThatStopsSendsWhatItHas() throws InterruptedException {
        outbox.happened(event(1, "FAILED"));
        outbox.ended();
        assertInstanceOf(Event.class, next());
        assertEquals(new End(), next());
    }

    private static FeedEvent event(long seq, String state) {
        return new FeedEvent(
                new FeedPosition(seq, 1),
                Instant.EPOCH,
                state,
                UUID.randomUUID(),
                "work",
                "default",
                "anna",
                Optional.empty());
    }
}
