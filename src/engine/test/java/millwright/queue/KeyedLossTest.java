package millwright.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import millwright.job.AttemptEnd;
import millwright.job.RunningAttempt;
import millwright.node.NodeSteps;
import millwright.testing.PostgresTest;
import millwright.testing.TestDatabase;
import millwright.waiting.WaitingSteps;
import org.junit.jupiter.api.Test;

/**
 * W5: a job that goes back into its queue keeps its concurrency key's slot, so that nothing becomes due: no slot is
 * free. Those that wait for one go on when it has ended.
 */
@PostgresTest
class KeyedLossTest {

    private static final String KEYED =
            """
            INSERT INTO millwright.job (id, definition, queue, priority, state, submitter, concurrency_key,
                                        concurrency_slots, ready)
            SELECT gen_random_uuid(), 'work', 'default', 2, 'QUEUED', 'test', 'k', 1, false FROM generate_series(1, 3)
            """;

    private final TestDatabase database;
    private final QueueSteps queue;
    private final NodeSteps nodes;
    private final WaitingSteps waiting;
    private UUID node;

    KeyedLossTest(TestDatabase database) {
        this.database = database;
        this.queue = new QueueSteps(database.database());
        this.nodes = new NodeSteps(database.database(), 10);
        this.waiting = new WaitingSteps(database.database());
        this.node = nodes.join();
        database.sql(KEYED);
        database.sql("INSERT INTO millwright.due (kind, key, slots) VALUES ('KEY', 'k', 1)");
        waiting.settle();
    }

    @Test
    void aRescuedOneKeepsItsSlot() {
        claim();
        nodes.declareDead(node);
        nodes.rescue();
        node = nodes.join();
        keptAndThenAllRun();
    }

    @Test
    void aReleasedOneKeepsItsSlot() {
        queue.record(List.of(new QueueSteps.Ending(claim(), AttemptEnd.released())));
        keptAndThenAllRun();
    }

    @Test
    void oneGivenBackAfterALostAnswerKeepsItsSlot() {
        claim();
        assertEquals(1, new ClaimStore(database.database()).giveBack(node, Set.of()));
        keptAndThenAllRun();
    }

    @Test
    void oneCancelledInsteadOfGivenBackLeavesItsSlot() {
        claim();
        database.sql("UPDATE millwright.job SET control = 'CANCEL' WHERE state = 'RUNNING'");
        assertEquals(1, new ClaimStore(database.database()).giveBack(node, Set.of()));
        waiting.settle();
        complete(claim());
        waiting.settle();
        complete(claim());
    }

    private void keptAndThenAllRun() {
        assertEquals(0, database.number("SELECT count(*) FROM millwright.due"));
        assertEquals(1, database.number("SELECT count(*) FROM millwright.job WHERE ready"));
        for (int i = 0; i < 3; i++) {
            complete(claim());
            waiting.settle();
        }
        assertEquals(3, database.number("SELECT count(*) FROM millwright.job_archive WHERE state = 'COMPLETED'"));
    }

    private RunningAttempt claim() {
        List<RunningAttempt> claimed =
                queue.claim(node, List.of("default"), List.of("work"), Set.of(), new QueueSteps.Appetite(5, 0, 0));
        assertEquals(1, claimed.size());
        return claimed.get(0);
    }

    private void complete(RunningAttempt attempt) {
        queue.record(List.of(new QueueSteps.Ending(attempt, AttemptEnd.completed(null))));
    }
}
