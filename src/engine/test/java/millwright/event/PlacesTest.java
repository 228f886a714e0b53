package millwright.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import millwright.testing.Crowd;
import millwright.testing.OpenTransaction;
import millwright.testing.PostgresTest;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** F1, F3: a row of the feed is given one place, in the order of its job, and nobody waits for that. */
@PostgresTest
class PlacesTest {

    private static final EventConfig DAY = new EventConfig(Duration.ofDays(1), 300);

    private final TestDatabase database;
    private final StoredFeed feed;
    private final Listening listening = new Listening();

    PlacesTest(TestDatabase database) {
        this.database = database;
        this.feed = new StoredFeed(database.database(), DAY, Thread::new);
    }

    @BeforeEach
    void look() {
        feed.look();
    }

    @Test
    void nodesThatGivePlacesAtOnceGiveEachRowOneInItsOrder() throws Exception {
        FeedStore store = new FeedStore(database.database());
        for (int i = 0; i < 2_000; i++) {
            told("QUEUED", UUID.randomUUID());
        }
        Crowd.of(8, () -> {
            for (int i = 0; i < 20; i++) {
                long unused = store.place(37);
            }
            return true;
        });
        while (store.place(1_000) > 0) {
            assertTrue(store.end().seq() >= 0);
        }
        assertEquals(2_000, database.number("SELECT count(DISTINCT seq) FROM millwright.feed"));
        assertEquals(
                0,
                database.number(
                        """
                        SELECT count(*) FROM (SELECT id, lag(id) OVER (ORDER BY seq) AS before FROM millwright.feed) AS f
                         WHERE f.before > f.id
                        """));
        assertEquals(
                database.number("SELECT max(seq) FROM millwright.feed"),
                store.end().seq());
    }

    @Test
    void nobodyWhoChangesJobsWaitsForWhoGivesPlacesOrForgets() throws Exception {
        told("QUEUED", UUID.randomUUID());
        FeedStore store = new FeedStore(database.database());
        try (OpenTransaction open = new OpenTransaction(database)) {
            assertEquals(1, new FeedStore(open.database()).place(10));
            told("QUEUED", UUID.randomUUID());
            assertEquals(0, store.place(10), "another node is at it");
            assertEquals(0, store.forget(Duration.ZERO, 10));
            open.commit();
        }
        assertEquals(1, store.place(10));
    }

    @Test
    void aStatementOfOneSubmitterNamesItOnceAndOneOfSeveralEach() {
        feed.follow(listening, Optional.empty());
        UUID one = UUID.randomUUID();
        UUID two = UUID.randomUUID();
        String come =
                """
                SELECT * FROM (VALUES ('%1$s'::uuid, 'q', 'd', 'anna', NULL, 'QUEUED'),
                                      ('%2$s'::uuid, 'q', 'd', 'bob', 'c', 'QUEUED'),
                                      ('%1$s'::uuid, 'q', 'd', 'anna', NULL, 'RUNNING'),
                                      ('%2$s'::uuid, 'q', 'd', 'anna', NULL, 'RUNNING'),
                                      ('%2$s'::uuid, 'q', 'd', 'anna', NULL, NULL))
                    AS come (id, queue, definition, submitter, correlation_id, state)
                """
                        .formatted(one, two);
        assertEquals(1, database.number("WITH " + FeedRows.of(come) + " SELECT 1"));
        feed.look();
        assertEquals(
                List.of("QUEUED anna -", "QUEUED bob c", "RUNNING anna -", "RUNNING anna -"),
                listening.events.stream()
                        .map(event -> event.state() + " " + event.submitter() + " "
                                + event.correlationId().orElse("-"))
                        .sorted()
                        .toList());
        assertEquals(1, database.number("SELECT cardinality(submitters) FROM millwright.feed WHERE state = 'RUNNING'"));
    }

    private void told(String state, UUID... jobs) {
        Telling.told(database.database(), state, jobs);
    }
}
