package millwright.method;

import java.sql.ResultSet;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import millwright.database.Database;
import millwright.database.Database.SqlArray;
import millwright.job.ClaimedJob;
import millwright.job.Control;
import millwright.job.DirectCall;
import millwright.job.JobDefinition;
import millwright.job.Priority;

/** Owns the SQL by which calls become jobs. */
final class TrackedCallStore {

    // As a claim does, it holds the node's row: none is written under an incarnation that was declared dead, whose jobs
    // somebody else has moved on already.
    private static final String BEGIN =
            """
            WITH me AS (
                SELECT id FROM millwright.node WHERE id = ? AND alive FOR KEY SHARE
            ), %s
            SELECT attempt_started_at FROM begun
            """
                    .formatted(DirectCall.begin("me", "me.id", "", ""));

    private static final String CANCELLED =
            """
            SELECT id FROM millwright.job WHERE id = ANY (?) AND control = '%s'
            """
                    .formatted(Control.CANCEL);

    private final Database database;

    TrackedCallStore(Database database) {
        this.database = database;
    }

    /** When it began, by the database's clock; empty when the node is not alive. */
    Optional<Instant> begin(ClaimedJob call, UUID parent) {
        return database.first(
                BEGIN,
                (ResultSet row) -> Database.instant(row, "attempt_started_at"),
                call.node(),
                call.id(),
                call.definition(),
                JobDefinition.DEFAULT_QUEUE,
                Priority.NORMAL.rank(),
                call.submitter(),
                call.correlationId(),
                call.parameters().toString(),
                parent);
    }

    /** Those of {@code running} that are to be cancelled. */
    Set<UUID> cancelled(Collection<UUID> running) {
        return database
                .list(CANCELLED, row -> row.getObject("id", UUID.class), new SqlArray("uuid", List.copyOf(running)))
                .stream()
                .collect(Collectors.toSet());
    }
}
