package millwright.retention;

import java.sql.Date;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import millwright.database.Database;
import millwright.database.Database.SqlArray;
import millwright.job.JobState;

/** The SQL that goes through the archive, some pages of one day's partition at a time. */
final class CleanupStore {

    // The days that have a partition, with its size; and those of the default partition, which is empty unless
    // something is wrong.
    private static final String DAYS =
            """
            SELECT to_date(right(c.relname, 8), 'YYYYMMDD') AS day,
                   pg_relation_size(c.oid) / current_setting('block_size')::bigint AS pages
              FROM pg_inherits i
              JOIN pg_class c ON c.oid = i.inhrelid
             WHERE i.inhparent = 'millwright.job_archive'::regclass AND c.relname ~ '^job_archive_[0-9]{8}$'
               AND to_date(right(c.relname, 8), 'YYYYMMDD') <= (?::timestamptz AT TIME ZONE 'UTC')::date
            UNION ALL
            SELECT DISTINCT (finished_at AT TIME ZONE 'UTC')::date,
                   pg_relation_size('millwright.job_archive_default') / current_setting('block_size')::bigint
              FROM millwright.job_archive_default WHERE finished_at < ?
             ORDER BY day
            """;

    // The day names the one partition, the pages a part of it: no statement reads more, wherever the rows are, and none
    // walks again through what an earlier one has deleted. A row of the archive never moves.
    private static final String WHICH =
            """
            WHERE a.finished_at >= ?::timestamptz AND a.finished_at < least(?::timestamptz, ?::timestamptz)
               AND a.ctid >= ?::tid AND a.ctid < ?::tid AND a.state = ANY (?)
               AND (cardinality(?::text[]) = 0 OR a.queue = ANY (?))
               AND (cardinality(?::text[]) = 0 OR a.definition = ANY (?))
            """;

    private static final String COUNT =
            "SELECT a.state, count(*) AS jobs FROM millwright.job_archive a " + WHICH + "GROUP BY a.state";

    private static final String DELETE = "WITH gone AS (DELETE FROM millwright.job_archive a " + WHICH
            + """
            RETURNING a.id, a.state
            ), ids AS (
                SELECT array_agg(id) AS gone FROM gone
            ), lines AS (
                DELETE FROM millwright.job_log WHERE job_id = ANY ((SELECT gone FROM ids)::uuid[])
            ), instances AS (
                DELETE FROM millwright.job_instance WHERE job_id = ANY ((SELECT gone FROM ids)::uuid[])
            ), dependencies AS (
                DELETE FROM millwright.job_dependency WHERE child = ANY ((SELECT gone FROM ids)::uuid[])
            )
            SELECT state, count(*) AS jobs FROM gone GROUP BY state
            """;

    private final Database database;

    CleanupStore(Database database) {
        this.database = database;
    }

    /** A day of the archive and how many pages its partition has. */
    record Day(LocalDate date, long pages) {}

    /** Those that may hold what is to go, the oldest first. */
    List<Day> days(CleanupRequest request) {
        return database.list(
                DAYS,
                row -> new Day(row.getObject("day", Date.class).toLocalDate(), row.getLong("pages")),
                request.before(),
                request.before());
    }

    /** Counts, or deletes, what is to go in some pages of a day; how many of each state. */
    Map<JobState, Long> clean(CleanupRequest request, Day day, long fromPage, long toPage) {
        SqlArray queues = new SqlArray("text", List.copyOf(request.queues()));
        SqlArray definitions = new SqlArray("text", List.copyOf(request.definitions()));
        Map<JobState, Long> jobs = new TreeMap<>();
        database.list(
                request.dryRun() ? COUNT : DELETE,
                row -> jobs.put(JobState.valueOf(row.getString("state")), row.getLong("jobs")),
                day.date().atStartOfDay(ZoneOffset.UTC).toInstant(),
                day.date().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant(),
                request.before(),
                "(" + fromPage + ",0)",
                "(" + toPage + ",0)",
                new SqlArray("text", request.states().stream().map(Enum::name).toList()),
                queues,
                queues,
                definitions,
                definitions);
        return jobs;
    }
}
