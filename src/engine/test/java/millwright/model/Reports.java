package millwright.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import millwright.job.RunningAttempt;

/** What attempts say of their progress; that it never falls is the ledger's to see. */
final class Reports {

    private final World world;

    Reports(World world) {
        this.world = world;
    }

    /** The attempt says that it is so far, more or less than before. */
    void report(RunningAttempt attempt, int how) {
        attempt.progress(how % 101 / 100.0, "step " + how);
        String before = reported(attempt);
        world.queue.report(attempt);
        if (world.model.get(attempt.jobId()).isHeldBy(attempt)) {
            assertTrue(world.database.isTrue(
                    "SELECT lease = ? AND fraction >= ? FROM millwright.job_progress WHERE job_id = ?",
                    attempt.lease(),
                    attempt.progress().orElseThrow().fraction(),
                    attempt.jobId()));
        } else {
            assertEquals(before, reported(attempt), "who has lost the lease has changed what is reported");
        }
    }

    private String reported(RunningAttempt attempt) {
        return world.database.text(
                "SELECT coalesce((SELECT p::text FROM millwright.job_progress p WHERE job_id = ?), 'nothing')",
                attempt.jobId());
    }
}
