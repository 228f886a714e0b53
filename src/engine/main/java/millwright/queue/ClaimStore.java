package millwright.queue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import millwright.database.Database;
import millwright.database.Database.SqlArray;
import millwright.event.FeedRows;
import millwright.job.ArchiveMove;
import millwright.job.AttemptHistory;
import millwright.job.AttemptOutcome;
import millwright.job.ClaimedJob;
import millwright.job.Control;
import millwright.job.CountDelta;
import millwright.job.DirectCall;
import millwright.job.EndEffects;
import millwright.job.JobLifecycle;
import millwright.job.JobState;
import millwright.job.Priority;

/** Owns the claiming SQL of {@code millwright.job}, the larger part of which is in the functions it calls. */
final class ClaimStore {

    // What is claimed ahead has not begun: it is told as RUNNING when that is written.
    private static final String BEGUN = FeedRows.of("SELECT id, queue, definition, submitter, correlation_id, "
            + JobLifecycle.CLAIM.toLiteral() + " AS state FROM claimed WHERE attempt_started_at IS NOT NULL");

    private static final String CLAIM =
            """
            WITH claimed AS MATERIALIZED (
                SELECT * FROM millwright.claim(?, ?::text[], ?::integer[], ?::integer[], ?::integer[], ?::bigint[],
                                               ?::bigint[], ?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::uuid[])
            ), %s
            SELECT * FROM claimed
            """
                    .formatted(BEGUN);

    private static final String CLAIM_LIMITED =
            """
            WITH claimed AS MATERIALIZED (
                SELECT * FROM millwright.claim_limited(?, ?::text[], ?::integer[], ?::integer[], ?::bigint[], ?::bigint[],
                                                       ?::bigint[], ?::bigint[], ?::text[], ?::uuid[])
            ), %s
            SELECT * FROM claimed
            """
                    .formatted(BEGUN);

    // Rows that a claim took without its answer ever reaching this node: nobody else looks at a living node's rows. A
    // scan of what is not over, paid only after a claim has failed. They are locked first: what becomes of each depends
    // on
    // the state it was locked in, as somebody may just be asking for its cancel, and nobody else will answer.
    private static final String GIVE_BACK =
            """
            WITH unknown AS MATERIALIZED (
                SELECT id, control FROM millwright.job
                 WHERE node = ? AND %1$s AND id <> ALL (?) AND NOT %2$s ORDER BY id FOR UPDATE
            ), given AS (
                UPDATE millwright.job j
                   SET state = %3$s, lease = lease + 1, node = NULL, attempt_started_at = NULL, history = %4$s
                  FROM unknown u
                 WHERE j.id = u.id AND u.control IS DISTINCT FROM '%5$s' AND %6$s
                RETURNING %7$s
            ), %8$s, moved AS (
                SELECT %9$s FROM over o
                UNION ALL
                SELECT id, definition, queue, was, state, false, false, NULL, NULL, NULL, submitter, correlation_id
                  FROM given
            ), %10$s
            SELECT id FROM moved
            """
                    .formatted(
                            JobLifecycle.RELEASE.guard("state"),
                            DirectCall.is("job"),
                            JobLifecycle.RELEASE.toLiteral(),
                            AttemptHistory.appended("j", "'" + AttemptOutcome.RELEASED + "'", "NULL::jsonb"),
                            Control.CANCEL,
                            JobLifecycle.RELEASE.guard("j.state"),
                            EndEffects.returning("j", "'" + JobState.RUNNING + "'", "j.state"),
                            ArchiveMove.of(
                                    "USING unknown u WHERE j.id = u.id AND u.control = '%s' AND %s"
                                            .formatted(Control.CANCEL, JobLifecycle.CANCEL_RUNNING.guard("j.state")),
                                    JobLifecycle.CANCEL_RUNNING.toLiteral(),
                                    AttemptHistory.appended("j", "'" + AttemptOutcome.CANCELLED + "'", "NULL::jsonb"),
                                    "NULL::jsonb"),
                            EndEffects.returning("o", "o.was", "o.state"),
                            EndEffects.of("moved"));

    // Claimed ahead and never begun: as if it had not been claimed, but for the lease. One that is to be cancelled is
    // left to the outcomes, which end it.
    private static final String GIVE_BACK_UNBEGUN =
            """
            WITH given AS (
                UPDATE millwright.job j
                   SET state = %1$s, lease = lease + 1, node = NULL, attempts = attempts - 1
                 WHERE id = ANY (?) AND node = ? AND %2$s AND attempt_started_at IS NULL
                   AND control IS DISTINCT FROM '%3$s'
                   AND lease = (SELECT held.lease FROM unnest(?::uuid[], ?::bigint[]) AS held (id, lease)
                                 WHERE held.id = j.id)
                RETURNING j.id, j.queue, j.definition, j.submitter, j.correlation_id, '%4$s' AS was, j.state
            ), %5$s
            SELECT id FROM given
            """
                    .formatted(
                            JobLifecycle.RELEASE.toLiteral(),
                            JobLifecycle.RELEASE.guard("state"),
                            Control.CANCEL,
                            JobState.RUNNING,
                            CountDelta.of("SELECT " + CountDelta.MOVED + " FROM given"));

    private static final int[] RANKS = {0, 1, 2, 3};

    private final Database database;

    ClaimStore(Database database) {
        this.database = database;
    }

    /**
     * What a claim gave.
     *
     * @param jobs in the order in which they are to run
     * @param waiting the queues whose next job could not be claimed now, for want of a slot, a limit or a token, with
     *     its priority or, where that was not looked at, null
     */
    record Claim(List<Claimed> jobs, Map<String, Priority> waiting) {}

    /** A claimed job and where it stood in its line. */
    record Claimed(ClaimedJob job, int priority, long position) {}

    /**
     * Who may be claimed.
     *
     * @param runnable the definitions this node can run: while a new version is rolled out, older nodes leave its jobs
     *     alone
     * @param fast those of them that may be claimed ahead
     * @param except jobs of which this node still runs an attempt whose lease it lost: never two at once
     */
    record Which(List<String> runnable, Collection<String> fast, Collection<UUID> except) {}

    /** Claims from queues without limits, for the living incarnation {@code node}. */
    Claim claim(UUID node, List<Quota> quotas, LowWaterMarks marks, Which which) {
        return claimed(
                node,
                CLAIM,
                node,
                column("text", quotas, Quota::queue),
                column("int4", quotas, Quota::free),
                column("int4", quotas, Quota::most),
                column("int4", quotas, Quota::aged),
                marks(quotas, marks, RANKS[0]),
                marks(quotas, marks, RANKS[1]),
                marks(quotas, marks, RANKS[2]),
                marks(quotas, marks, RANKS[3]),
                new SqlArray("text", which.runnable()),
                new SqlArray("text", List.copyOf(which.fast())),
                new SqlArray("uuid", List.copyOf(which.except())));
    }

    /** Claims from queues that have a limit over all nodes, for free slots only. */
    Claim claimLimited(UUID node, List<Quota> quotas, LowWaterMarks marks, Which which) {
        return claimed(
                node,
                CLAIM_LIMITED,
                node,
                column("text", quotas, Quota::queue),
                column("int4", quotas, Quota::free),
                column("int4", quotas, Quota::aged),
                marks(quotas, marks, RANKS[0]),
                marks(quotas, marks, RANKS[1]),
                marks(quotas, marks, RANKS[2]),
                marks(quotas, marks, RANKS[3]),
                new SqlArray("text", which.runnable()),
                new SqlArray("uuid", List.copyOf(which.except())));
    }

    /** Gives back, or cancels as asked, the jobs claimed under {@code node} of which it knows nothing; how many. */
    int giveBack(UUID node, Collection<UUID> known) {
        return database.list(
                        GIVE_BACK,
                        row -> row.getObject("id", UUID.class),
                        node,
                        new SqlArray("uuid", List.copyOf(known)))
                .size();
    }

    /** Gives back jobs that {@code node} claimed ahead and has not begun; the ids of those given back. */
    Set<UUID> giveBackUnbegun(UUID node, List<ClaimedJob> jobs) {
        SqlArray ids = column("uuid", jobs, ClaimedJob::id);
        return new HashSet<>(database.list(
                GIVE_BACK_UNBEGUN,
                row -> row.getObject("id", UUID.class),
                ids,
                node,
                ids,
                column("int8", jobs, ClaimedJob::lease)));
    }

    private Claim claimed(UUID node, String sql, Object... parameters) {
        List<Claimed> jobs = new ArrayList<>();
        Map<String, Priority> waiting = new LinkedHashMap<>();
        database.list(
                sql,
                row -> {
                    UUID id = row.getObject(1, UUID.class);
                    if (id == null) {
                        int rank = row.getInt(4);
                        waiting.put(row.getString(3), row.wasNull() ? null : Priority.ofRank(rank));
                    } else {
                        jobs.add(claimed(row, id, node));
                    }
                    return id;
                },
                parameters);
        return new Claim(jobs, waiting);
    }

    // by number: a look-up by name costs more than the value, and there are fifteen in each of hundreds of rows
    private static Claimed claimed(ResultSet row, UUID id, UUID node) throws SQLException {
        ClaimedJob job = new ClaimedJob(
                id,
                row.getString(2),
                row.getString(3),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getInt(9),
                row.getInt(10),
                row.getLong(11),
                node,
                instant(row, 12),
                instant(row, 13),
                row.getString(14),
                row.getString(15));
        return new Claimed(job, row.getInt(4), row.getLong(5));
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static SqlArray marks(List<Quota> quotas, LowWaterMarks marks, int priority) {
        return column("int8", quotas, quota -> marks.of(quota.queue(), priority));
    }

    private static <T> SqlArray column(String type, List<T> rows, Function<T, Object> value) {
        List<Object> values = new ArrayList<>(rows.size());
        rows.forEach(row -> values.add(value.apply(row)));
        return new SqlArray(type, values);
    }
}
