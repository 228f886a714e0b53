package millwright.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.UUID;
import millwright.testing.PostgresTest;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.Test;

/** L3: the last lines of a job, in their order. */
@PostgresTest
class JobLogTailTest {

    @Test
    void theTailIsTheLastLinesInTheirOrder(TestDatabase database) {
        UUID job = UUID.randomUUID();
        database.sql(
                "INSERT INTO millwright.job_log (job_id, attempt, at, level, message)"
                        + " SELECT ?, 1, now(), CASE WHEN n = 4 THEN 'DEBUG' ELSE 'INFO' END, 'line ' || n"
                        + " FROM generate_series(1, 5) AS n",
                job);
        JobLog log = new StoredJobLog(database.database());
        assertEquals(List.of("line 4", "line 5"), messages(log.tail(job, 2, Level.TRACE)));
        assertEquals(List.of("line 3", "line 5"), messages(log.tail(job, 2, Level.INFO)));
        assertEquals(5, log.tail(job, 10_000, Level.ALL).size());
        assertThrows(IllegalArgumentException.class, () -> log.tail(job, 10_001, Level.ALL));
    }

    private static List<String> messages(List<LogEntry> lines) {
        return lines.stream().map(LogEntry::message).toList();
    }
}
