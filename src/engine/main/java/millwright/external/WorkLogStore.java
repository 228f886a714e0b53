package millwright.external;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import millwright.database.Database;
import millwright.database.Database.SqlArray;
import millwright.database.StorableText;
import millwright.job.JobLifecycle;
import millwright.job.LogLimits;

/** The SQL by which workers outside add lines to {@code millwright.job_log}. */
final class WorkLogStore {

    private static final String MORE =
            "the attempt has logged %d lines, as many as are kept (millwright.log.lines): the rest is left out";

    // The row is locked until the lines are written: whoever takes the lease away waits so long, or was first, and then
    // nothing is written. One line beyond those that are kept says that there were more.
    private static final String LOG =
            """
            WITH held AS MATERIALIZED (
                SELECT id, attempts FROM millwright.job
                 WHERE id = ? AND lease = ? AND node = ? AND external AND %s
                   FOR SHARE
            ), kept AS MATERIALIZED (
                SELECT count(*) AS lines FROM millwright.job_log l JOIN held h ON l.job_id = h.id AND l.attempt = h.attempts
            ), written AS (
                INSERT INTO millwright.job_log (job_id, attempt, at, level, message)
                SELECT h.id, h.attempts, coalesce(s.at::timestamptz, millwright.clock()),
                       CASE WHEN k.lines + s.number > ? THEN 'WARNING' ELSE s.level END,
                       CASE WHEN k.lines + s.number > ? THEN ? ELSE s.message END
                  FROM held h
                 CROSS JOIN kept k
                 CROSS JOIN unnest(?::text[], ?::text[], ?::text[]) WITH ORDINALITY AS s (at, level, message, number)
                 WHERE k.lines + s.number <= ?::bigint + 1
                 ORDER BY s.number
            )
            SELECT count(*) > 0 AS held FROM held
            """
                    .formatted(JobLifecycle.COMPLETE.guard("state"));

    private final Database database;
    private final LogLimits limits;

    WorkLogStore(Database database, LogLimits limits) {
        this.database = database;
        this.limits = limits;
    }

    /** Whether the lease was the worker's. */
    boolean log(UUID job, LeaseToken token, List<WorkLine> lines) {
        List<String> times = new ArrayList<>();
        List<String> levels = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        for (WorkLine line : lines) {
            times.add(line.at().map(Object::toString).orElse(null));
            levels.add(line.level().name());
            texts.add(StorableText.of(line.text(), limits.longest()));
        }
        return database.first(
                        LOG,
                        row -> row.getBoolean("held"),
                        job,
                        token.lease(),
                        token.session(),
                        limits.lines(),
                        limits.lines(),
                        MORE.formatted(limits.lines()),
                        new SqlArray("text", times),
                        new SqlArray("text", levels),
                        new SqlArray("text", texts),
                        limits.lines())
                .orElse(false);
    }
}
