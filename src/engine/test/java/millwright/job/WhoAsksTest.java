package millwright.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import millwright.database.Database;
import millwright.testing.FakeRunner;
import millwright.testing.PostgresTest;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** J2: who asks for something is looked at before the caller's transaction can suffer from it. */
@PostgresTest
class WhoAsksTest extends FacadeTest {

    private final DeadLetters letters;

    WhoAsksTest(TestDatabase database) {
        super(database);
        this.letters = new StoredDeadLetters(
                new Database(transactions.dataSource()),
                new RequestCheck(new Definitions(List.of(FakeRunner.completing("capital")))),
                signals,
                new AfterCommit(Optional.of(transactions)));
    }

    @Test
    void whoCannotBeKeptIsRefusedAndTheTransactionGoesOn() throws Exception {
        UUID dead = jobs.submit(JobRequest.of("capital", "test"));
        database.sql("UPDATE millwright.job SET state = 'FAILED', finished_at = now()");
        UUID waits = jobs.submit(JobRequest.of("capital", "test"));
        transactions.begin();
        for (String by : List.of("a\0", "\uD800", "a".repeat(201))) {
            for (Executable call : List.<Executable>of(
                    () -> letters.retry(List.of(dead), by),
                    () -> letters.redrive(List.of(dead), by),
                    () -> letters.discard(List.of(dead), by, "old"),
                    () -> jobs.retry(dead, by),
                    () -> jobs.restart(dead, Optional.empty(), by),
                    () -> jobs.stop(waits, by),
                    () -> jobs.cancel(waits, by))) {
                InvalidRequestException refused = assertThrows(InvalidRequestException.class, call);
                assertEquals("/by", refused.violations().get(0).pointer(), refused::getMessage);
            }
        }
        assertEquals(JobState.CANCELLED, jobs.cancel(waits, "ann").orElseThrow().state());
        transactions.commit();
        assertEquals(JobState.CANCELLED, jobs.find(waits).orElseThrow().state());
    }
}
