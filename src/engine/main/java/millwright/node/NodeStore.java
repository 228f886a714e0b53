package millwright.node;

import java.util.List;
import java.util.UUID;
import millwright.database.Database;
import millwright.database.Database.SqlArray;
import millwright.job.LostAttempts;
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

    // A claim of this node that is under way holds FOR KEY SHARE, so that no job is claimed under an incarnation after
    // it was declared dead. It is not waited for: a process that is frozen while it receives what it has claimed holds
    // it for as long as it is frozen. The beat is part of the condition: one more beat and it lives.
    private static final String DECLARE_DEAD =
            """
            WITH silent AS (
                SELECT id FROM millwright.node WHERE id = ? AND alive AND beat = ? FOR UPDATE SKIP LOCKED)
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

    private static final String IS_SILENT =
            """
            SELECT id FROM millwright.node WHERE id = ? AND alive AND beat = ?
            """;

    // A frozen process keeps the row locks of its open transaction for as long as it is frozen, and its TCP connection
    // looks healthy. Its chunk transactions and its claims hold the incarnation's mark; pg_locks shows its 64 bits as
    // two
    // oids. Waits until they have ended: a row that is still locked would only be rescued in the next round.
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

    private static final String THEIRS = LostAttempts.NOT_HELD + " AND j.node = ?";

    private static final String RESCUE = LostAttempts.rescue(THEIRS);

    private static final String GIVE_UP = LostAttempts.giveUp(THEIRS);

    private static final String CANCEL_LOST = LostAttempts.cancel(THEIRS);

    private static final String STOP_LOST = LostAttempts.stop(THEIRS);

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

    /**
     * Whether this call declared the node dead; false when it beat meanwhile, or another observer was faster, or holds
     * what keeps it from being declared so.
     */
    boolean declareDead(Beat last) {
        if (database.update(DECLARE_DEAD, last.node(), last.count()) == 1) {
            return true;
        }
        if (database.first(IS_SILENT, row -> true, last.node(), last.count()).isEmpty()) {
            return false;
        }
        endSessions(last.node());
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
                + moved(STOP_LOST, lostError, lost, node)
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
