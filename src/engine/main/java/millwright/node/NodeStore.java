package millwright.node;

import java.util.List;
import java.util.UUID;
import millwright.database.Database;
import millwright.database.Database.SqlArray;
import millwright.job.ArchiveMove;
import millwright.job.AttemptHistory;
import millwright.job.AttemptOutcome;
import millwright.job.Control;
import millwright.job.CountDelta;
import millwright.job.DirectCall;
import millwright.job.EndEffects;
import millwright.job.JobLifecycle;
import millwright.job.JobState;
import millwright.job.NodeLoad;
import millwright.job.TransactionMark;
import millwright.retry.ErrorCategory;
import millwright.retry.JobError;

/** Owns {@code millwright.node}, and the rescue of dead nodes' rows in {@code millwright.job}. */
final class NodeStore {

    // A process that goes on under a new incarnation goes on with what operators have asked of it.
    private static final String JOIN =
            """
            INSERT INTO millwright.node (id, name, version, workers, queues, any_queue, draining, drained_by, drained_at,
                                         stopped_queues)
            SELECT me.*, coalesce(before.draining, false), before.drained_by, before.drained_at,
                   coalesce(before.stopped_queues, '{}')
              FROM (VALUES (?::uuid, ?::text, ?::text, ?::integer, ?::text[], ?::boolean)) AS me
              LEFT JOIN millwright.node before ON before.id = ?
            """;

    // Takes FOR NO KEY UPDATE, which does not disturb the claims that hold the row FOR KEY SHARE.
    private static final String BEAT =
            """
            UPDATE millwright.node SET beat = beat + 1, beat_at = millwright.clock(), running = ?, stuck = ?
             WHERE id = ? AND alive
            """;

    private static final String LIVING =
            """
            SELECT id, beat FROM millwright.node WHERE alive
            """;

    // FOR UPDATE waits for a claim of this node that is under way (it holds FOR KEY SHARE), so that no job is claimed
    // under an incarnation after it was declared dead. The beat is part of the condition: one more beat and it lives.
    private static final String DECLARE_DEAD =
            """
            WITH silent AS (SELECT id FROM millwright.node WHERE id = ? AND alive AND beat = ? FOR UPDATE)
            UPDATE millwright.node n SET alive = false, ended_at = millwright.clock()
              FROM silent WHERE n.id = silent.id
            """;

    private static final String LEAVE =
            """
            WITH me AS (SELECT id FROM millwright.node WHERE id = ? AND alive FOR UPDATE)
            UPDATE millwright.node n SET alive = false, ended_at = millwright.clock(), signed_off = ?
              FROM me WHERE n.id = me.id
            """;

    private static final String TO_RESCUE =
            """
            SELECT id FROM millwright.node WHERE NOT alive AND rescued_at IS NULL
            """;

    // A frozen process keeps the row locks of its open transaction for as long as it is frozen, and its TCP connection
    // looks healthy. Its chunk transactions hold the incarnation's mark; pg_locks shows its 64 bits as two oids. Waits
    // until they have ended: a row that is still locked would only be rescued in the next round.
    private static final String END_SESSIONS =
            """
            SELECT pg_terminate_backend(pid, 5000)
              FROM pg_locks
             WHERE locktype = 'advisory' AND objsubid = 1
               AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
               AND classid = ((?::bigint >> 32) & 4294967295)::oid AND objid = (?::bigint & 4294967295)::oid
            """;

    // A scan of the jobs that are not over, once per dead node: there is no index on the running ones because keeping
    // it would cost every claim and every outcome. 1,000 at a time, so that no statement holds many locks for long;
    // another rescuer may take the same ones, the guards below let each be moved once.
    private static final String LOST =
            """
            SELECT id FROM millwright.job WHERE node = ? AND state = 'RUNNING' LIMIT 1000
            """;

    /**
     * A row that somebody holds, another rescuer or an operator in psql, holds up no other: the next round takes it.
     */
    private static final String NOT_HELD = "SELECT id FROM millwright.job WHERE id = ANY (?) FOR UPDATE SKIP LOCKED";

    private static final String LOST_ATTEMPT =
            AttemptHistory.appended("j", "'" + AttemptOutcome.LOST + "'", "?::jsonb");

    /** What was claimed ahead and had not begun did its node no harm. */
    private static final String CHARGED = "(attempt_started_at IS NOT NULL)::integer";

    // The lease rises, so that no write of the lost attempt matches any more, and rises again with the next claim.
    private static final String RESCUE =
            """
            WITH rescued AS (
                UPDATE millwright.job j
                   SET state = %1$s, lease = lease + 1, node = NULL, attempt_started_at = NULL,
                       crash_count = crash_count + %9$s, history = %2$s
                 WHERE id IN (%3$s) AND node = ? AND %4$s AND (crash_count + 1 < ? OR attempt_started_at IS NULL) AND control IS DISTINCT FROM '%5$s'
                   AND NOT %8$s
                RETURNING j.id, j.queue, j.definition, '%6$s' AS was, j.state
            ), slots_freed AS (
                DELETE FROM millwright.queue_slot s USING rescued r WHERE s.job_id = r.id
            ), %7$s
            SELECT id FROM rescued
            """
                    .formatted(
                            JobLifecycle.RESCUE.toLiteral(),
                            LOST_ATTEMPT,
                            NOT_HELD,
                            JobLifecycle.RESCUE.guard("state"),
                            Control.CANCEL,
                            JobState.RUNNING,
                            CountDelta.of("SELECT queue, definition, was, state FROM rescued"),
                            DirectCall.is("j"),
                            CHARGED);

    // One too many, or a call that belonged to a thread of the dead node: nobody waits for it to be made again.
    private static final String GIVE_UP =
            """
            WITH given_up AS (
                UPDATE millwright.job j
                   SET state = %1$s, lease = lease + 1, node = NULL, attempt_started_at = NULL,
                       crash_count = crash_count + %9$s, history = %2$s,
                       error = ?::jsonb, finished_at = millwright.clock(), control = NULL
                 WHERE id IN (%3$s) AND node = ? AND %4$s AND (crash_count + %9$s >= ? AND attempt_started_at IS NOT NULL OR %8$s)
                   AND control IS DISTINCT FROM '%5$s'
                RETURNING %6$s
            ), %7$s
            SELECT id FROM given_up
            """
                    .formatted(
                            JobLifecycle.GIVE_UP.toLiteral(),
                            LOST_ATTEMPT,
                            NOT_HELD,
                            JobLifecycle.GIVE_UP.guard("state"),
                            Control.CANCEL,
                            EndEffects.returning("j", "'" + JobState.RUNNING + "'", "j.state"),
                            EndEffects.of("given_up"),
                            DirectCall.is("j"),
                            CHARGED);

    // Nobody is left to end it: its cancelling is done here, whatever it had got to.
    private static final String CANCEL_LOST = """
            WITH %s, %s SELECT id FROM archived
            """
            .formatted(
                    ArchiveMove.of(
                            "WHERE j.id IN (%s) AND j.node = ? AND %s AND j.control = '%s'"
                                    .formatted(NOT_HELD, JobLifecycle.CANCEL_RUNNING.guard("j.state"), Control.CANCEL),
                            JobLifecycle.CANCEL_RUNNING.toLiteral(),
                            LOST_ATTEMPT,
                            "NULL::jsonb"),
                    EndEffects.of("over"));

    private static final String RESCUED =
            """
            UPDATE millwright.node SET rescued_at = millwright.clock()
             WHERE id = ? AND rescued_at IS NULL
               AND NOT EXISTS (SELECT FROM millwright.job WHERE node = ? AND state = 'RUNNING')
            """;

    private final Database database;

    NodeStore(Database database) {
        this.database = database;
    }

    /** @param before the incarnation that the process had until now, if any */
    void join(UUID id, String name, NodeProfile profile, UUID before) {
        database.update(
                JOIN,
                id,
                name,
                profile.version(),
                profile.workers(),
                new SqlArray("text", profile.queues()),
                profile.anyQueue(),
                before);
    }

    /** Whether the incarnation still lives. */
    boolean beat(UUID id, NodeLoad load) {
        return database.update(BEAT, load.running(), load.stuck(), id) == 1;
    }

    record Beat(UUID node, long count) {}

    List<Beat> living() {
        return database.list(LIVING, row -> new Beat(row.getObject("id", UUID.class), row.getLong("beat")));
    }

    /** Whether this call declared the node dead; false when it beat meanwhile, or another observer was faster. */
    boolean declareDead(Beat last) {
        return database.update(DECLARE_DEAD, last.node(), last.count()) == 1;
    }

    /** @param signsOff whether the process ends in order, rather than going on as somebody else */
    void leave(UUID id, boolean signsOff) {
        database.update(LEAVE, id, signsOff);
    }

    List<UUID> toRescue() {
        return database.list(TO_RESCUE, row -> row.getObject("id", UUID.class));
    }

    int endSessions(UUID node) {
        long mark = TransactionMark.of(node);
        return database.list(END_SESSIONS, row -> row.getBoolean(1), mark, mark).size();
    }

    /** Moves on up to 1,000 jobs of a dead node; how many. */
    int rescue(UUID node, int crashLimit) {
        SqlArray lost = new SqlArray("uuid", database.list(LOST, row -> row.getObject("id", UUID.class), node));
        if (lost.elements().isEmpty()) {
            return 0;
        }
        String lostError = error("the node that ran it died");
        String givenUpError = error("the node that ran it died; a job that lost " + crashLimit
                + " nodes (millwright.node.crash-limit) or that its caller ran is not run again");
        return moved(CANCEL_LOST, lost, node, lostError)
                + moved(GIVE_UP, givenUpError, givenUpError, lost, node, crashLimit)
                + moved(RESCUE, lostError, lost, node, crashLimit);
    }

    private int moved(String sql, Object... parameters) {
        return database.list(sql, row -> row.getObject("id", UUID.class), parameters)
                .size();
    }

    boolean markRescued(UUID node) {
        return database.update(RESCUED, node, node) == 1;
    }

    private static String error(String message) {
        return new JobError(JobError.NODE_LOST, ErrorCategory.TRANSIENT, message)
                .toJson()
                .toString();
    }
}
