package millwright.retention;

import static org.junit.jupiter.api.Assertions.assertEquals;

import millwright.testing.PostgresTest;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.Test;

/** R3: what is kept for a limited time goes, and nothing else. */
@PostgresTest
class ShortKeptTest {

    private static final String ARCHIVED =
            """
            INSERT INTO millwright.job_archive (id, definition, queue, priority, position, state, round, lease,
                attempts, crash_count, submitter, parameters, tags, metadata, history, created_at, finished_at,
                keep_until)
            SELECT gen_random_uuid(), 'work', 'default', 2, 1, 'COMPLETED', 1, 1, 1, 0, 'test', '{}', '[]', '{}', '[]',
                   now(), now() - interval '1 day', now() + ?::interval
              FROM generate_series(1, ?)
            """;

    @Test
    void whatIsPastItsTimeGoesWithItsLogAndTheRestStays(TestDatabase database) {
        database.sql(ARCHIVED, "-1 second", 2_500);
        database.sql(ARCHIVED, "1 hour", 3);
        database.sql(ARCHIVED, null, 4);
        database.sql("INSERT INTO millwright.job_log (job_id, attempt, at, level, message)"
                + " SELECT id, 1, now(), 'INFO', 'line' FROM millwright.job_archive");
        ShortKept shortKept = new ShortKept(database.database(), Thread::new);
        shortKept.sweep();
        assertEquals(7, database.number("SELECT count(*) FROM millwright.job_archive"));
        assertEquals(7, database.number("SELECT count(*) FROM millwright.job_log"));
        shortKept.stop();
    }
}
