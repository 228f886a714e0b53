package millwright.batch;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import millwright.database.Database;
import millwright.job.JobLifecycle;

/** {@link BatchJobs} on the batch tables. */
public final class StoredBatchJobs implements BatchJobs {

    private static final String STEP_COUNT =
            """
            SELECT step_count FROM millwright.job_instance WHERE job_id = ?
            """;

    // A step may have an execution in each attempt: its counts are what all of them committed. One left open by an
    // attempt that is over, killed or cut off, is what the next attempt would make of it.
    private static final String STEPS =
            """
            SELECT s.step_name,
                   (array_agg(CASE WHEN s.ended_at IS NULL AND j.id IS NULL THEN 'FAILED' ELSE s.batch_status END
                              ORDER BY s.id DESC))[1] AS batch_status,
                   (array_agg(s.exit_status ORDER BY s.id DESC))[1] AS exit_status,
                   max(s.fraction) AS fraction,
                   sum(s.read_count) AS read_count,
                   sum(s.write_count) AS write_count,
                   sum(s.filter_count) AS filter_count,
                   sum(s.read_skip_count + s.process_skip_count + s.write_skip_count) AS skip_count,
                   sum(s.commit_count) AS commit_count,
                   sum(s.rollback_count) AS rollback_count,
                   min(s.started_at) AS started_at,
                   (array_agg(s.ended_at ORDER BY s.id DESC))[1] AS ended_at
              FROM millwright.job_instance i
              JOIN millwright.job_execution x ON x.job_instance_id = i.id
              JOIN millwright.step_execution s ON s.job_execution_id = x.id
              LEFT JOIN millwright.job j ON j.id = i.job_id AND j.lease = x.lease AND j.node = x.node AND %s
             WHERE i.job_id = ?
             GROUP BY s.step_name
             ORDER BY min(s.id)
            """
                    .formatted(JobLifecycle.COMPLETE.guard("j.state"));

    private static final String SKIPPED =
            """
            SELECT k.step_name, k.position, k.phase, k.reason, k.item
              FROM millwright.job_instance i
              JOIN millwright.skipped_item k ON k.job_instance_id = i.id
             WHERE i.job_id = ?
             ORDER BY k.step_name, k.position, k.phase
             LIMIT ?
            """;

    private final Database database;

    public StoredBatchJobs(Database database) {
        this.database = database;
    }

    @Override
    public BatchProgress progress(UUID job) {
        List<StepView> steps = database.list(STEPS, StoredBatchJobs::step, job);
        int total =
                database.first(STEP_COUNT, row -> row.getInt("step_count"), job).orElse(0);
        return new BatchProgress(total, steps);
    }

    @Override
    public List<SkippedItem> skippedItems(UUID job, int limit) {
        return database.list(
                SKIPPED,
                row -> new SkippedItem(
                        row.getString("step_name"),
                        row.getLong("position"),
                        SkippedItem.Phase.valueOf(row.getString("phase")),
                        row.getString("reason"),
                        row.getString("item")),
                job,
                limit);
    }

    private static StepView step(ResultSet row) throws SQLException {
        double fraction = row.getDouble("fraction");
        Double known = row.wasNull() ? null : fraction;
        return new StepView(
                row.getString("step_name"),
                row.getString("batch_status"),
                row.getString("exit_status"),
                known,
                new StepCounts(
                        row.getLong("read_count"),
                        row.getLong("write_count"),
                        row.getLong("filter_count"),
                        row.getLong("skip_count"),
                        row.getLong("commit_count"),
                        row.getLong("rollback_count")),
                Database.instant(row, "started_at"),
                Database.instant(row, "ended_at"));
    }
}
