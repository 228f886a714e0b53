package millwright.external;

import java.util.List;
import java.util.UUID;
import millwright.database.Database;
import millwright.database.Database.SqlArray;
import millwright.job.JobLifecycle;
import millwright.job.LostAttempts;
import millwright.retry.ErrorCategory;
import millwright.retry.JobError;

/** Owns the SQL that moves on what workers outside have let run out. */
final class LeaseStore {

    static final int CHUNK = 1_000;

    private static final String LATE =
            """
            SELECT id, coalesce(attempt_deadline <= millwright.clock(), false) AS timed_out FROM millwright.job
             WHERE lease_expires_at <= millwright.clock() AND %s
             ORDER BY lease_expires_at LIMIT %s
            """
                    .formatted(JobLifecycle.RESCUE.guard("state"), CHUNK);

    // A worker that beats at this very moment keeps its job: the row is looked at again as it was locked.
    private static final String RUN_OUT = LostAttempts.NOT_HELD + " AND j.lease_expires_at <= millwright.clock()";

    private static final String CANCEL = LostAttempts.cancel(RUN_OUT);
    private static final String GIVE_UP = LostAttempts.giveUp(RUN_OUT);
    private static final String RESCUE = LostAttempts.rescue(RUN_OUT);

    private final Database database;

    LeaseStore(Database database) {
        this.database = database;
    }

    /** A job whose lease has run out, and whether that was its attempt's limit. */
    record Late(UUID job, boolean timedOut) {}

    /** Up to {@link #CHUNK}, those first that have waited longest. */
    List<Late> late() {
        return database.list(LATE, row -> new Late(row.getObject("id", UUID.class), row.getBoolean("timed_out")));
    }

    /** Moves on those of {@code jobs} whose lease has still run out; how many. */
    int moveOn(List<UUID> jobs, int crashLimit) {
        SqlArray ids = new SqlArray("uuid", jobs);
        String lost = error("its worker did not beat before its lease ran out");
        String givenUp = error("its worker did not beat before its lease ran out; a job that was lost " + crashLimit
                + " times (millwright.node.crash-limit) or that its caller had started is not run again");
        return moved(CANCEL, ids, lost)
                + moved(GIVE_UP, givenUp, givenUp, ids, crashLimit)
                + moved(RESCUE, lost, ids, crashLimit);
    }

    private int moved(String sql, Object... parameters) {
        return database.list(sql, row -> row.getObject("id", UUID.class), parameters)
                .size();
    }

    private static String error(String message) {
        return new JobError(JobError.NODE_LOST, ErrorCategory.TRANSIENT, message)
                .toJson()
                .toString();
    }
}
