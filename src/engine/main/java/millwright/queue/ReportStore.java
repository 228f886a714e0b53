package millwright.queue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import millwright.database.Database;
import millwright.database.Database.SqlArray;
import millwright.job.JobLifecycle;
import millwright.job.LogLine;
import millwright.job.Progress;
import millwright.job.RunningAttempt;

/** Owns the SQL of {@code millwright.job_progress} and {@code millwright.job_log}. */
final class ReportStore {

    private static final String RUNS =
            "j.id = s.id AND j.lease = s.lease AND j.node = s.node AND " + JobLifecycle.COMPLETE.guard("j.state");

    // Only of attempts that still run under their lease. A lease raised at this very moment is no harm: the row says
    // which it is of, is shown of no other, and the next attempt's replaces it.
    private static final String PROGRESS =
            """
            INSERT INTO millwright.job_progress AS p (job_id, lease, fraction, message, details, records_processed,
                                                      records_failed, updated_at)
            SELECT s.id, s.lease, s.fraction, s.message, s.details::jsonb, s.processed, s.failed, millwright.clock()
              FROM unnest(?::uuid[], ?::bigint[], ?::uuid[], ?::double precision[], ?::text[], ?::text[], ?::bigint[],
                          ?::bigint[]) AS s (id, lease, node, fraction, message, details, processed, failed)
              JOIN millwright.job j ON %s
            ON CONFLICT (job_id) DO UPDATE
               SET lease = excluded.lease, message = excluded.message,
                   fraction = CASE WHEN p.lease < excluded.lease THEN excluded.fraction
                                   ELSE greatest(p.fraction, excluded.fraction) END,
                   details = excluded.details, records_processed = excluded.records_processed,
                   records_failed = excluded.records_failed, updated_at = excluded.updated_at
             WHERE p.lease <= excluded.lease
            """
                    .formatted(RUNS);

    // The attempt may be over by now: then the row still has its lease, until the next claim, and the archive for good;
    // once another attempt has begun, the history says that it ended as its own node says. One that was declared dead
    // writes no more. Only just over, so that no older partition is looked into.
    private static final String LOG =
            """
            INSERT INTO millwright.job_log (job_id, attempt, at, level, message, logger, thread, step, partition_id,
                                            exception)
            SELECT s.id, s.attempt, s.at::timestamptz, s.level, s.message, s.logger, s.thread, s.step, s.partition_id,
                   s.exception::jsonb
              FROM unnest(?::uuid[], ?::bigint[], ?::uuid[], ?::integer[], ?::text[], ?::text[], ?::text[],
                          ?::text[], ?::text[], ?::text[], ?::integer[], ?::text[])
                   WITH ORDINALITY AS s (id, lease, node, attempt, at, level, message, logger, thread, step,
                                         partition_id, exception, number)
             CROSS JOIN LATERAL (
                SELECT FROM millwright.job j
                 WHERE j.id = s.id
                   AND ((j.lease = s.lease AND (j.node IS NULL OR j.node = s.node)) OR %1$s)
                UNION ALL
                SELECT FROM millwright.job_archive a
                 WHERE a.id = s.id AND ((a.lease = s.lease AND a.node = s.node) OR %2$s)
                   AND a.finished_at >= millwright.clock() - interval '1 hour'
                 LIMIT 1) AS held
             ORDER BY s.number
            """
                    .formatted(ended("j"), ended("a"));

    private static final String RUNNING =
            """
            SELECT j.id
              FROM unnest(?::uuid[], ?::bigint[], ?::uuid[]) AS s (id, lease, node)
              JOIN millwright.job j ON %s
            """
                    .formatted(RUNS);

    private static final String FORGET =
            """
            DELETE FROM millwright.job_progress p USING unnest(?::uuid[], ?::bigint[]) AS s (id, lease)
             WHERE p.job_id = s.id AND p.lease = s.lease
            """;

    // What nodes that died have left. The table holds no more than what runs.
    private static final String SWEEP =
            """
            DELETE FROM millwright.job_progress p
             WHERE NOT EXISTS (SELECT FROM millwright.job j WHERE j.id = p.job_id AND j.lease = p.lease AND %s)
            """
                    .formatted(JobLifecycle.COMPLETE.guard("j.state"));

    private final Database database;

    ReportStore(Database database) {
        this.database = database;
    }

    private static String ended(String row) {
        return """
                EXISTS (SELECT FROM jsonb_array_elements(%s.history) AS entry
                         WHERE (entry ->> 'lease')::bigint = s.lease AND entry ->> 'node' = s.node::text
                           AND entry ->> 'outcome' <> 'LOST')"""
                .formatted(row);
    }

    /** What an attempt said, as it was when it was looked at. */
    record Said(RunningAttempt attempt, Progress progress) {}

    void progress(List<Said> said) {
        database.update(
                PROGRESS,
                column("uuid", said, s -> s.attempt().jobId()),
                column("int8", said, s -> s.attempt().lease()),
                column("uuid", said, s -> s.attempt().node()),
                column("float8", said, s -> s.progress().fraction()),
                column("text", said, s -> s.progress().message()),
                column("text", said, s -> s.progress().details().toString()),
                column("int8", said, s -> s.progress().recordsProcessed()),
                column("int8", said, s -> s.progress().recordsFailed()));
    }

    void log(List<LogLine> lines) {
        database.update(
                LOG,
                column("uuid", lines, LogLine::job),
                column("int8", lines, LogLine::lease),
                column("uuid", lines, LogLine::node),
                column("int4", lines, LogLine::attempt),
                column("text", lines, line -> line.at().toString()),
                column("text", lines, line -> line.level().name()),
                column("text", lines, LogLine::text),
                column("text", lines, line -> line.source().logger()),
                column("text", lines, line -> line.source().thread()),
                column("text", lines, line -> line.source().place().step()),
                column("int4", lines, line -> line.source().place().partition()),
                column("text", lines, line -> line.source().exception()));
    }

    /** Which of {@code ended} are not recorded as ended yet. */
    Set<UUID> running(List<RunningAttempt> ended) {
        return new HashSet<>(database.list(
                RUNNING,
                row -> row.getObject("id", UUID.class),
                column("uuid", ended, RunningAttempt::jobId),
                column("int8", ended, RunningAttempt::lease),
                column("uuid", ended, RunningAttempt::node)));
    }

    void forget(List<RunningAttempt> over) {
        database.update(
                FORGET, column("uuid", over, RunningAttempt::jobId), column("int8", over, RunningAttempt::lease));
    }

    int sweep() {
        return database.update(SWEEP);
    }

    private static <T> SqlArray column(String type, List<T> rows, Function<T, Object> value) {
        return new SqlArray(type, rows.stream().map(value).collect(Collectors.toList()));
    }
}
