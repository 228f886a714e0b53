package millwright.queue;

import java.sql.Array;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import millwright.database.Database;
import millwright.job.JobLifecycle;

/** Reads which queues have jobs, and what operators said of queues and of this node. */
final class QueueWatchStore {

    // Hops from line to line over the index of claimable jobs: as many steps as there are lines, however many jobs.
    private static final String LINES =
            """
            WITH RECURSIVE line AS (
                (SELECT queue, priority FROM millwright.job WHERE %1$s AND ready AND NOT external ORDER BY queue, priority LIMIT 1)
                UNION ALL
                SELECT next.queue, next.priority
                  FROM line
                 CROSS JOIN LATERAL (
                    SELECT queue, priority FROM millwright.job
                     WHERE %1$s AND ready AND NOT external AND (queue, priority) > (line.queue, line.priority)
                     ORDER BY queue, priority LIMIT 1) AS next
            )
            SELECT queue, count(*)::integer AS priorities FROM line GROUP BY queue
            """
                    .formatted(JobLifecycle.CLAIM.guard("state"));

    private static final String QUEUES =
            """
            SELECT name, weight, paused, max_running IS NOT NULL OR rate IS NOT NULL AS limited FROM millwright.queue
            """;

    private static final String NODE =
            """
            SELECT draining, stopped_queues FROM millwright.node WHERE id = ?
            """;

    private final Database database;

    QueueWatchStore(Database database) {
        this.database = database;
    }

    /**
     * What an operator said of a queue.
     *
     * @param limited it has a limit over all nodes
     */
    record Said(int weight, boolean paused, boolean limited) {

        static final Said NOTHING = new Said(1, false, false);
    }

    /** What an operator said of a node: whether it takes no more jobs, or none of some queues. */
    record Asked(boolean draining, Set<String> stopped) {

        static final Asked NOTHING = new Asked(false, Set.of());
    }

    /** The queues that have claimable jobs, each with the number of priorities that have some. */
    Map<String, Integer> lines() {
        Map<String, Integer> lines = new HashMap<>();
        database.list(LINES, row -> lines.put(row.getString("queue"), row.getInt("priorities")));
        return lines;
    }

    Map<String, Said> queues() {
        Map<String, Said> queues = new HashMap<>();
        database.list(
                QUEUES,
                row -> queues.put(
                        row.getString("name"),
                        new Said(row.getInt("weight"), row.getBoolean("paused"), row.getBoolean("limited"))));
        return queues;
    }

    Asked asked(UUID node) {
        List<Asked> asked = new ArrayList<>(database.list(
                NODE,
                row -> {
                    Array stopped = row.getArray("stopped_queues");
                    return new Asked(row.getBoolean("draining"), Set.of((String[]) stopped.getArray()));
                },
                node));
        return asked.isEmpty() ? Asked.NOTHING : asked.get(0);
    }
}
