package millwright.queue;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import millwright.database.Database;
import millwright.database.Database.SqlArray;
import millwright.event.FeedRows;
import millwright.job.Control;

/** Reads what is asked of running jobs. */
final class ControlStore {

    private static final String ASKED =
            """
            SELECT id, lease, node, control FROM millwright.job WHERE id = ANY (?) AND control IS NOT NULL
            """;

    // An attempt that was claimed ahead begins without a write; the row of one that lasts is to say since when.
    private static final String BEGUN =
            """
            WITH begun AS (
                UPDATE millwright.job j
                   SET attempt_started_at = millwright.clock() - b.millis * interval '1 millisecond',
                       started_at = coalesce(started_at, millwright.clock() - b.millis * interval '1 millisecond')
                  FROM unnest(?::uuid[], ?::bigint[], ?::bigint[]) AS b (id, lease, millis)
                 WHERE j.id = b.id AND j.id = ANY (?) AND j.lease = b.lease AND j.node = ? AND j.state = 'RUNNING'
                   AND j.attempt_started_at IS NULL
                RETURNING j.id, j.queue, j.definition, j.submitter, j.correlation_id, j.state
            ), %s
            SELECT count(*) AS jobs FROM begun
            """
                    .formatted(FeedRows.of("SELECT * FROM begun"));

    private final Database database;

    ControlStore(Database database) {
        this.database = database;
    }

    /** What is asked of the attempt that {@code node} runs under {@code lease}. */
    record Asked(UUID job, long lease, UUID node, Control control) {}

    List<Asked> of(Collection<UUID> running) {
        return database.list(
                ASKED,
                row -> new Asked(
                        row.getObject("id", UUID.class),
                        row.getLong("lease"),
                        row.getObject("node", UUID.class),
                        Control.valueOf(row.getString("control"))),
                new SqlArray("uuid", List.copyOf(running)));
    }

    /** Notes since when attempts of one node have run that were claimed ahead. */
    void begun(UUID node, List<UUID> jobs, List<Long> leases, List<Long> millis) {
        SqlArray ids = new SqlArray("uuid", jobs);
        database.list(
                BEGUN,
                row -> row.getLong("jobs"),
                ids,
                new SqlArray("int8", leases),
                new SqlArray("int8", millis),
                ids,
                node);
    }
}
