package millwright.log;

import java.lang.System.Logger.Level;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import millwright.database.Database;
import millwright.database.Database.SqlArray;
import millwright.database.Json;

/** {@link JobLog} on {@code millwright.job_log}. */
public final class StoredJobLog implements JobLog {

    private static final int MOST = 10_000;

    private static final String LINES =
            """
            SELECT seq, attempt, at, level, logger, thread, step, partition_id, message, exception::text
              FROM millwright.job_log
             WHERE job_id = ? AND seq > ? AND level = ANY (?)
             ORDER BY seq
             LIMIT ?
            """;

    private static final String TAIL =
            """
            SELECT * FROM (
                SELECT seq, attempt, at, level, logger, thread, step, partition_id, message, exception::text
                  FROM millwright.job_log
                 WHERE job_id = ? AND level = ANY (?)
                 ORDER BY seq DESC
                 LIMIT ?) AS last
             ORDER BY seq
            """;

    private final Database database;

    public StoredJobLog(Database database) {
        this.database = database;
    }

    @Override
    public List<LogEntry> lines(UUID job, long after, int limit, Level atLeast) {
        return database.list(LINES, StoredJobLog::entry, job, after, from(atLeast), checked(limit));
    }

    @Override
    public List<LogEntry> tail(UUID job, int limit, Level atLeast) {
        return database.list(TAIL, StoredJobLog::entry, job, from(atLeast), checked(limit));
    }

    private static int checked(int limit) {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("limit is " + limit + ": expected 1 to " + MOST);
        }
        return limit;
    }

    private static SqlArray from(Level atLeast) {
        return new SqlArray(
                "text",
                Arrays.stream(Level.values())
                        .filter(level -> level.getSeverity() >= atLeast.getSeverity())
                        .map(Level::name)
                        .toList());
    }

    private static LogEntry entry(ResultSet row) throws SQLException {
        String exception = row.getString("exception");
        return new LogEntry(
                row.getLong("seq"),
                row.getInt("attempt"),
                Database.instant(row, "at"),
                Level.valueOf(row.getString("level")),
                row.getString("logger"),
                row.getString("thread"),
                row.getString("step"),
                row.getObject("partition_id", Integer.class),
                row.getString("message"),
                exception == null ? null : Json.object(exception));
    }
}
