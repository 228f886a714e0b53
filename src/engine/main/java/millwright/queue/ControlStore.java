package millwright.queue;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import millwright.database.Database;
import millwright.database.Database.SqlArray;
import millwright.job.Control;

/** Reads what is asked of running jobs. */
final class ControlStore {

    private static final String ASKED =
            """
            SELECT id, lease, node, control FROM millwright.job WHERE id = ANY (?) AND control IS NOT NULL
            """;

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
}
