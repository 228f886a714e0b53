package millwright.schedule;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import millwright.database.Database;
import millwright.database.Database.SqlArray;
import millwright.database.Json;
import millwright.job.CheckedJob;
import millwright.job.Priority;

/** Owns the SQL of {@code millwright.schedule} and {@code millwright.schedule_fire}. */
final class ScheduleStore {

    private static final String NOW = """
            SELECT millwright.clock()
            """;

    private static final String COLUMNS =
            """
            s.name, s.cron, s.time_zone, s.definition, s.parameters, s.priority, s.enabled, s.submitter, s.created_at,
            s.next_fire_at, s.last_error, s.last_error_at""";

    // A name taken by a transaction still open is waited for; one that is taken leaves the caller's transaction whole.
    private static final String INSERT =
            """
            INSERT INTO millwright.schedule AS s (name, cron, time_zone, definition, parameters, priority, enabled,
                                                  submitter, next_fire_at)
            VALUES (?, ?, ?, ?, ?::jsonb, ?::smallint, ?, ?, ?)
            ON CONFLICT (name) DO NOTHING
            RETURNING %s, NULL::timestamptz AS last_fire_at, NULL::uuid AS last_job
            """
                    .formatted(COLUMNS);

    private static final String WITH_LAST_FIRE =
            """
            SELECT %s, f.fire_at AS last_fire_at, f.job_id AS last_job
              FROM millwright.schedule s
              LEFT JOIN LATERAL (SELECT fire_at, job_id FROM millwright.schedule_fire
                                  WHERE schedule_id = s.id ORDER BY fire_at DESC LIMIT 1) f ON true
            """
                    .formatted(COLUMNS);

    private static final String FIND = WITH_LAST_FIRE + " WHERE s.name = ?";

    private static final String LIST = WITH_LAST_FIRE + " WHERE s.name > ? ORDER BY s.name LIMIT ?";

    private static final String NAMES =
            """
            SELECT name FROM millwright.schedule ORDER BY name LIMIT 1000
            """;

    private static final String DELETE = """
            DELETE FROM millwright.schedule WHERE name = ?
            """;

    // A definition this node cannot run may be one of a newer release that another node can: for a while its schedule
    // is left to that node. In pages, so that rows which stay due, as others hold them, are passed.
    private static final String DUE =
            """
            SELECT id, name, cron, time_zone, definition, parameters, priority, submitter, next_fire_at, last_error,
                   millwright.clock() AS now
              FROM millwright.schedule
             WHERE enabled AND next_fire_at <= millwright.clock()
               AND (definition = ANY (?) OR next_fire_at <= millwright.clock() - interval '30 seconds')
               AND (next_fire_at, id) > (?, ?)
             ORDER BY next_fire_at, id
             LIMIT ?
            """;

    // What fires is taken by one node, and only as it was read; who holds the row does the same: no need to wait.
    private static final String TAKEN =
            """
            due AS (
                SELECT id FROM millwright.schedule
                 WHERE id = ? AND enabled AND next_fire_at = ? FOR UPDATE SKIP LOCKED
            )""";

    // One statement, so all of it or nothing whatever dies (T1): no transaction of the engine spans two round trips,
    // as a frozen node would hold its locks. No fire up to the newest known one happens again.
    private static final String FIRE = "WITH " + TAKEN
            + """
            , moved AS (
                UPDATE millwright.schedule s
                   SET next_fire_at = ?, last_error = NULL, last_error_at = NULL
                  FROM due WHERE s.id = due.id
                RETURNING s.id
            ), fire AS (
                INSERT INTO millwright.schedule_fire AS f (schedule_id, fire_at, job_id)
                SELECT moved.id, v.fire_at, v.job_id
                  FROM moved CROSS JOIN (VALUES (?::timestamptz, ?::uuid)) AS v (fire_at, job_id)
                 WHERE NOT EXISTS (SELECT FROM millwright.schedule_fire known
                                    WHERE known.schedule_id = moved.id AND known.fire_at >= v.fire_at)
                ON CONFLICT DO NOTHING
                RETURNING job_id
            ), pruned AS (
                DELETE FROM millwright.schedule_fire old USING moved
                 WHERE old.schedule_id = moved.id
                   AND old.fire_at <= (SELECT kept.fire_at FROM millwright.schedule_fire kept
                                        WHERE kept.schedule_id = moved.id
                                        ORDER BY kept.fire_at DESC OFFSET 20 LIMIT 1)
            ), %s
            SELECT state FROM written
            """
                    .formatted(CheckedJob.insert("fire"));

    private static final String FAIL = "WITH " + TAKEN
            + """

            UPDATE millwright.schedule s SET next_fire_at = ?, last_error = ?, last_error_at = millwright.clock()
              FROM due WHERE s.id = due.id
            """;

    private static final Instant BEFORE_ALL = Instant.parse("0001-01-01T00:00:00Z");

    private final Database database;

    ScheduleStore(Database database) {
        this.database = database;
    }

    Instant now() {
        return database.first(NOW, row -> Database.instant(row, "clock")).orElseThrow();
    }

    /** Empty when the name is taken. */
    Optional<Schedule> insert(ScheduleRequest request, Instant nextFireAt) {
        return database.first(
                INSERT,
                ScheduleStore::schedule,
                request.name(),
                request.cron(),
                request.timeZone(),
                request.definition(),
                request.parameters().toString(),
                request.priority().map(Priority::rank).orElse(null),
                request.enabled(),
                request.submitter(),
                nextFireAt);
    }

    Optional<Schedule> find(String name) {
        return database.first(FIND, ScheduleStore::schedule, name);
    }

    List<Schedule> list(String after, int limit) {
        return database.list(LIST, ScheduleStore::schedule, after, limit);
    }

    List<String> names() {
        return database.list(NAMES, row -> row.getString("name"));
    }

    boolean delete(String name) {
        return database.update(DELETE, name) > 0;
    }

    /** What is due behind {@code last}, the longest overdue first. */
    List<DueSchedule> due(List<String> runnable, Optional<DueSchedule> last, int limit) {
        return database.list(
                DUE,
                DueSchedule::read,
                new SqlArray("text", runnable),
                last.map(DueSchedule::nextFireAt).orElse(BEFORE_ALL),
                last.map(DueSchedule::id).orElse(new UUID(0, 0)),
                limit);
    }

    /**
     * Creates {@code job} for {@code fireAt} and moves the schedule on to {@code next}; false when another node did, or
     * when that time has fired before.
     */
    boolean fire(DueSchedule due, Instant fireAt, Instant next, CheckedJob job) {
        Object[] taken = {due.id(), due.nextFireAt(), next, fireAt, job.id()};
        Object[] written = job.scheduled(due.name(), fireAt).values();
        Object[] all = java.util.Arrays.copyOf(taken, taken.length + written.length);
        System.arraycopy(written, 0, all, taken.length, written.length);
        return !database.list(FIRE, row -> row.getString("state"), all).isEmpty();
    }

    /** Moves the schedule on without a job; false when another node did something with it first. */
    boolean fail(DueSchedule due, Instant next, String error) {
        return database.update(FAIL, due.id(), due.nextFireAt(), next, error) > 0;
    }

    private static Schedule schedule(ResultSet row) throws SQLException {
        Instant next = Database.instant(row, "next_fire_at");
        String cron = row.getString("cron");
        String timeZone = row.getString("time_zone");
        return new Schedule(
                row.getString("name"),
                cron,
                timeZone,
                row.getString("definition"),
                Json.object(row.getString("parameters")),
                priority(row),
                row.getBoolean("enabled"),
                row.getString("submitter"),
                Database.instant(row, "created_at"),
                row.getBoolean("enabled") ? UpcomingFires.from(next, cron, timeZone) : List.of(),
                Database.instant(row, "last_fire_at"),
                row.getObject("last_job", UUID.class),
                row.getString("last_error"),
                Database.instant(row, "last_error_at"));
    }

    static Optional<Priority> priority(ResultSet row) throws SQLException {
        int rank = row.getInt("priority");
        return row.wasNull() ? Optional.empty() : Optional.of(Priority.ofRank(rank));
    }
}
