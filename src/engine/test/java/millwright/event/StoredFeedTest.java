package millwright.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import millwright.testing.OpenTransaction;
import millwright.testing.PostgresTest;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** F2 to F5: who follows hears everything once, in order, and costs next to nothing. */
@PostgresTest
class StoredFeedTest {

    private static final EventConfig DAY = new EventConfig(Duration.ofDays(1), 300);

    private final TestDatabase database;
    private final StoredFeed feed;
    private final Listening listening = new Listening();

    StoredFeedTest(TestDatabase database) {
        this.database = database;
        this.feed = new StoredFeed(database.database(), DAY, Thread::new);
    }

    @BeforeEach
    void look() {
        feed.look();
    }

    @Test
    void followsFromNowOn() {
        told("QUEUED", UUID.randomUUID());
        feed.look();
        feed.follow(listening, Optional.empty());
        feed.look();
        assertEquals(List.of(), listening.events);
        UUID one = UUID.randomUUID();
        UUID two = UUID.randomUUID();
        told("QUEUED", one, two);
        told("RUNNING", one);
        feed.look();
        assertEquals(List.of(one, two, one), listening.jobs());
        assertEquals(List.of("QUEUED", "QUEUED", "RUNNING"), listening.states());
        assertEquals(
                "by 1", listening.events.get(1).submitter(), "each job's own, in the order in which they were told");
    }

    @Test
    void whatIsCommittedLateIsToldLateAndOnce() throws Exception {
        feed.follow(listening, Optional.empty());
        UUID late = UUID.randomUUID();
        UUID early = UUID.randomUUID();
        try (OpenTransaction open = new OpenTransaction(database)) {
            Telling.told(open.database(), "QUEUED", late);
            told("QUEUED", early);
            feed.look();
            assertEquals(List.of(early), listening.jobs());
            open.commit();
        }
        feed.look();
        feed.look();
        assertEquals(List.of(early, late), listening.jobs());
    }

    @Test
    void whatIsRolledBackIsNeverTold() throws Exception {
        feed.follow(listening, Optional.empty());
        try (OpenTransaction open = new OpenTransaction(database)) {
            Telling.told(open.database(), "QUEUED", UUID.randomUUID());
        }
        UUID other = UUID.randomUUID();
        told("QUEUED", other);
        feed.look();
        assertEquals(List.of(other), listening.jobs());
    }

    @Test
    void goesOnFromAnyPositionOnAnyNode() {
        feed.follow(listening, Optional.empty());
        List<UUID> jobs = Stream.generate(UUID::randomUUID).limit(3).toList();
        told("QUEUED", jobs.toArray(new UUID[0]));
        told("COMPLETED", jobs.get(1));
        feed.look();
        for (int i = 0; i < listening.events.size(); i++) {
            Listening again = new Listening();
            StoredFeed other = new StoredFeed(database.database(), DAY, Thread::new);
            FeedPosition after = FeedPosition.of(
                            listening.events.get(i).position().toString())
                    .orElseThrow();
            other.follow(again, Optional.of(after));
            other.look();
            assertEquals(listening.jobs().subList(i + 1, 4), again.jobs());
            assertEquals(0, again.gaps.get());
        }
    }

    @Test
    void manyRowsAreReadInPartsAndNoneIsLost() {
        feed.follow(listening, Optional.empty());
        feed.look();
        FeedPosition before = listening.position;
        List<UUID> jobs = Stream.generate(UUID::randomUUID).limit(450).toList();
        jobs.forEach(job -> told("QUEUED", job));
        Listening halfWay = new Listening();
        feed.look();
        feed.follow(halfWay, Optional.of(listening.events.get(224).position()));
        feed.look();
        assertEquals(jobs, listening.jobs());
        assertEquals(jobs.subList(225, 450), halfWay.jobs());
        assertTrue(listening.position.compareTo(before) > 0);
        assertEquals(listening.position, halfWay.position);
    }

    @Test
    void whatIsOldIsDeletedAndWhoComesBackTooLateIsToldSo() {
        feed.follow(listening, Optional.empty());
        told("QUEUED", UUID.randomUUID());
        told("QUEUED", UUID.randomUUID());
        UUID kept = UUID.randomUUID();
        told("QUEUED", kept);
        feed.look();
        database.sql("UPDATE millwright.feed SET at = at - interval '25 hours' WHERE seq <= 2");
        feed.forget();
        assertEquals(1, database.number("SELECT count(*) FROM millwright.feed"));
        Listening late = new Listening();
        feed.follow(late, Optional.of(listening.events.get(0).position()));
        Listening justInTime = new Listening();
        feed.follow(justInTime, Optional.of(listening.events.get(1).position()));
        feed.look();
        assertEquals(1, late.gaps.get());
        assertEquals(List.of(kept), late.jobs());
        assertEquals(0, justInTime.gaps.get());
        assertEquals(List.of(kept), justInTime.jobs());
    }

    @Test
    void whatWasCommittedLateIsKeptAsLongAsWhatComesBeforeIt() {
        feed.follow(listening, Optional.empty());
        told("QUEUED", UUID.randomUUID());
        told("RUNNING", UUID.randomUUID());
        feed.look();
        database.sql("UPDATE millwright.feed SET at = at - interval '25 hours' WHERE seq = 2");
        feed.forget();
        assertEquals(2, database.number("SELECT count(*) FROM millwright.feed"));
        database.sql("UPDATE millwright.feed SET at = at - interval '25 hours'");
        feed.forget();
        assertEquals(0, database.number("SELECT count(*) FROM millwright.feed"));
    }

    @Test
    void aPositionOfAnotherDatabaseIsAGapToo() {
        feed.follow(listening, Optional.of(new FeedPosition(1_000_000, 0)));
        feed.look();
        UUID job = UUID.randomUUID();
        told("QUEUED", job);
        feed.look();
        assertEquals(1, listening.gaps.get());
        assertEquals(List.of(job), listening.jobs());
    }

    @Test
    void aPlaceThatAnotherNodeHasJustGivenIsNoGap() {
        StoredFeed other = new StoredFeed(database.database(), DAY, Thread::new);
        UUID known = UUID.randomUUID();
        told("QUEUED", known);
        other.look();
        other.follow(listening, Optional.empty());
        // this node has not looked since
        Listening moved = new Listening();
        feed.follow(moved, Optional.of(new FeedStore(database.database()).end().last()));
        UUID job = UUID.randomUUID();
        told("QUEUED", job);
        feed.look();
        other.look();
        assertEquals(List.of(job), moved.jobs());
        assertEquals(List.of(job), listening.jobs());
        assertEquals(0, moved.gaps.get());
    }

    private void told(String state, UUID... jobs) {
        Telling.told(database.database(), state, jobs);
    }
}
