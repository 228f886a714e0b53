package millwright.node;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import millwright.database.Database;
import millwright.node.NodeStatus.Drain;
import millwright.node.NodeStatus.State;

/** Owns the SQL by which people see nodes and ask something of them. */
final class NodeOrders {

    private static final String LIST =
            """
            SELECT id, name, version, alive, signed_off, workers, running, stuck, any_queue, drained_by, drained_at,
                   started_at, ended_at, stopped_queues,
                   ARRAY(SELECT q FROM unnest(queues) AS q WHERE q <> ALL (stopped_queues)) AS queues,
                   (extract(epoch FROM millwright.clock() - beat_at) * 1000)::bigint AS beat_millis
              FROM millwright.node
             ORDER BY alive DESC, name, started_at, id
            """;

    // FOR UPDATE waits for a claim of this node that is under way (it holds FOR KEY SHARE), and the next one sees the
    // new word: when this has returned, the node takes nothing more. A beat waits as long as a claim takes.
    private static final String HELD = "held AS (SELECT id FROM millwright.node WHERE id = ? AND alive FOR UPDATE)";

    private static final String DRAIN = "WITH " + HELD
            + """

            UPDATE millwright.node n SET draining = true, drained_by = ?, drained_at = millwright.clock()
              FROM held WHERE n.id = held.id AND NOT n.draining
            """;

    private static final String RESUME =
            """
            UPDATE millwright.node SET draining = false, drained_by = NULL, drained_at = NULL WHERE id = ? AND alive
            """;

    private static final String STOP_QUEUE = "WITH " + HELD
            + """

            UPDATE millwright.node n
               SET stopped_queues = ARRAY(SELECT DISTINCT q FROM unnest(n.stopped_queues || ?::text) AS q ORDER BY q)
              FROM held WHERE n.id = held.id
            """;

    private static final String START_QUEUE =
            """
            UPDATE millwright.node SET stopped_queues = array_remove(stopped_queues, ?::text) WHERE id = ? AND alive
            """;

    private static final String QUEUES =
            """
            SELECT unnest(queues || stopped_queues) AS name FROM millwright.node
            UNION SELECT name FROM millwright.queue
            UNION SELECT queue FROM millwright.job_count
            UNION SELECT queue FROM millwright.job_delta
            """;

    private final Database database;

    NodeOrders(Database database) {
        this.database = database;
    }

    List<NodeStatus> list() {
        return database.list(LIST, NodeOrders::status);
    }

    void drain(UUID node, String by) {
        database.update(DRAIN, node, by);
    }

    void resume(UUID node) {
        database.update(RESUME, node);
    }

    void stopQueue(UUID node, String queue) {
        database.update(STOP_QUEUE, node, queue);
    }

    void startQueue(UUID node, String queue) {
        database.update(START_QUEUE, queue, node);
    }

    /** The queues that some node is set up for, an operator spoke of, or jobs are or were in. */
    List<String> queues() {
        return database.list(QUEUES, row -> row.getString("name"));
    }

    private static NodeStatus status(ResultSet row) throws SQLException {
        State ended = row.getBoolean("signed_off") ? State.LEFT : State.DEAD;
        return new NodeStatus(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("version"),
                row.getBoolean("alive") ? State.ALIVE : ended,
                row.getInt("workers"),
                row.getInt("running"),
                row.getInt("stuck"),
                texts(row.getArray("queues")),
                row.getBoolean("any_queue"),
                texts(row.getArray("stopped_queues")),
                drain(row),
                Database.instant(row, "started_at"),
                Duration.ofMillis(Math.max(0, row.getLong("beat_millis"))),
                Optional.ofNullable(Database.instant(row, "ended_at")));
    }

    private static Optional<Drain> drain(ResultSet row) throws SQLException {
        return row.getObject("drained_at") == null
                ? Optional.empty()
                : Optional.of(new Drain(row.getString("drained_by"), Database.instant(row, "drained_at")));
    }

    private static List<String> texts(Array array) throws SQLException {
        return Stream.of((String[]) array.getArray()).sorted().toList();
    }
}
