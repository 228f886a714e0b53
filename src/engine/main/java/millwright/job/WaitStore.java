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
    // OPEN. A row that somebody has locked is not waited for, as that may be for as long as a transaction of the
    // application's lasts. Returns those that are still to be marked.
    private static final String AWAIT =
            """
            WITH unmarked AS MATERIALIZED (
                SELECT id FROM millwright.job WHERE id = ANY (?) AND NOT awaited AND state <> '%s'
            ), held AS MATERIALIZED (
                SELECT id FROM millwright.job WHERE id = ANY (ARRAY(SELECT id FROM unmarked)) FOR NO KEY UPDATE SKIP LOCKED
            ), marked AS (
                UPDATE millwright.job SET awaited = true WHERE id = ANY (ARRAY(SELECT id FROM held))
            )
            SELECT id FROM unmarked EXCEPT SELECT id FROM held
            """
                    .formatted(JobState.FAILED);

    // A job that is in neither place is not kept any more, or never was: nobody should wait for it.
    private static final String OPEN =
            """
            SELECT id FROM millwright.job WHERE id = ANY (?) AND state <> '%s'
            """
                    .formatted(JobState.FAILED);

    // The same of one, as most wait for one alone: PostgreSQL plans the above anew each time it is asked, since it does
    // not
    // know how many there will be.
    private static final String IS_OPEN =
            """
            SELECT id FROM millwright.job WHERE id = ? AND state <> '%s'
            """
                    .formatted(JobState.FAILED);

    private final Database database;

    WaitStore(Database database) {
        this.database = database;
    }

    /**
     * Has the ends of {@code jobs} told.
     *
     * @return those of which that was not to be had, as their rows are locked: ask again
     */
    Set<UUID> await(Collection<UUID> jobs) {
        return new HashSet<>(
                database.list(AWAIT, row -> row.getObject("id", UUID.class), new SqlArray("uuid", List.copyOf(jobs))));
    }

    /** Those of {@code jobs} that are not over. */
    Set<UUID> open(Collection<UUID> jobs) {
        Database.RowMapper<UUID> id = row -> row.getObject("id", UUID.class);
        return new HashSet<>(
                jobs.size() == 1
                        ? database.list(IS_OPEN, id, jobs.iterator().next())
                        : database.list(OPEN, id, new SqlArray("uuid", List.copyOf(jobs))));
    }
}
