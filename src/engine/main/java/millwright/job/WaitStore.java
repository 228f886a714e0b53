package millwright.job;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import millwright.database.Database;
import millwright.database.Database.SqlArray;

/** What those who wait for the end of jobs read and write. */
final class WaitStore {

    // Whoever ends the job reads this from the row: a statement under way sees it, or has ended before and is seen by
    // OPEN. In the order of ids, as outcomes are written, so that nobody waits in a circle.
    private static final String AWAIT =
            """
            WITH held AS (
                SELECT id FROM millwright.job WHERE id = ANY (?) AND NOT awaited AND state <> '%s'
                 ORDER BY id FOR NO KEY UPDATE
            )
            UPDATE millwright.job SET awaited = true WHERE id = ANY (ARRAY(SELECT id FROM held))
            """
                    .formatted(JobState.FAILED);

    // A job that is in neither place is not kept any more, or never was: nobody should wait for it.
    private static final String OPEN =
            """
            SELECT id FROM millwright.job WHERE id = ANY (?) AND state <> '%s'
            """
                    .formatted(JobState.FAILED);

    private final Database database;

    WaitStore(Database database) {
        this.database = database;
    }

    void await(Collection<UUID> jobs) {
        database.update(AWAIT, new SqlArray("uuid", jobs.stream().sorted().toList()));
    }

    /** Those of {@code jobs} that are not over. */
    Set<UUID> open(Collection<UUID> jobs) {
        return new HashSet<>(
                database.list(OPEN, row -> row.getObject("id", UUID.class), new SqlArray("uuid", List.copyOf(jobs))));
    }
}
