package millwright.retention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import millwright.testing.PostgresTest;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.Test;

/** J12: a key is kept for its time, and no longer. */
@PostgresTest
class OldKeysTest {

    @Test
    void keysGoWhenTheirTimeIsOver(TestDatabase database) {
        database.sql(
                """
                INSERT INTO millwright.idempotency_key (caller, route, key, body_hash, jobs, created, expires_at)
                SELECT 'anna', 'POST /jobs', n::text, 'hash', '{}', '{}', now() + n * interval '1 second' - interval '1 hour'
                  FROM generate_series(1, 7200) AS n
                """);
        OldKeys keys = new OldKeys(database.database(), Thread::new);
        keys.sweep();
        keys.stop();
        assertEquals(0, database.number("SELECT count(*) FROM millwright.idempotency_key WHERE expires_at <= now()"));
        assertTrue(database.number("SELECT count(*) FROM millwright.idempotency_key") > 0, "half are of the next hour");
    }
}
