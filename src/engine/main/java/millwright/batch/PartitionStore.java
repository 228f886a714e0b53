package millwright.batch;

import jakarta.batch.runtime.BatchStatus;
import jakarta.batch.runtime.Metric.MetricType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import millwright.batch.StepStore.Checkpoint;
import millwright.database.Database;
import millwright.job.Control;
import org.jberet.runtime.PartitionExecutionImpl;
import org.jberet.runtime.metric.StepMetrics;

/** Owns {@code millwright.partition_execution}. */
final class PartitionStore {

    // as a restarted step, a restarted partition begins with the checkpoint it goes on from
    private static final String CREATE =
            """
            WITH held AS (%s)
            INSERT INTO millwright.partition_execution (
                step_execution_id, partition_id, planned, plan, batch_status, reader_checkpoint, writer_checkpoint,
                persistent_user_data)
            SELECT ?, ?, ?, ?, ?, ?, ?, ? FROM held
            """
                    .formatted(Lease.HELD);

    // The chunk's own statement, as that of a step.
    private static final String CHECKPOINT =
            """
            WITH %s
            UPDATE millwright.partition_execution
               SET fraction = ?, read_count = ?, write_count = ?, filter_count = ?, read_skip_count = ?,
                   process_skip_count = ?, write_skip_count = ?, commit_count = ?, rollback_count = ?,
                   reader_checkpoint = ?, writer_checkpoint = ?, persistent_user_data = ?
              FROM held
             WHERE step_execution_id = ? AND partition_id = ?
            RETURNING held.control
            """
                    .formatted(StepStore.HELD_AND_SKIPPED);

    // The counts and checkpoints of a chunk that rolled back are not taken for committed: see StepStore's.
    private static final String ENDED =
            """
            WITH %s
            UPDATE millwright.partition_execution
               SET batch_status = ?, exit_status = ?, exception = ?::jsonb, rollback_count = ?, commit_count = ?,
                   read_count = coalesce(?, read_count), write_count = coalesce(?, write_count),
                   filter_count = coalesce(?, filter_count), read_skip_count = coalesce(?, read_skip_count),
                   process_skip_count = coalesce(?, process_skip_count),
                   write_skip_count = coalesce(?, write_skip_count), persistent_user_data = ?,
                   fraction = CASE WHEN ? THEN 1 ELSE fraction END, ended_at = millwright.clock()
              FROM held
             WHERE step_execution_id = ? AND partition_id = ?
            """
                    .formatted(StepStore.HELD_AND_SKIPPED);

    // The newest row of each partition since the last execution of the step that began a plan of its own.
    private static final String NEWEST =
            """
            WITH of_step AS (
                SELECT p.*
                  FROM millwright.job_execution x
                  JOIN millwright.step_execution s ON s.job_execution_id = x.id
                  JOIN millwright.partition_execution p ON p.step_execution_id = s.id
                 WHERE x.job_instance_id = ? AND s.step_name = ?)
            SELECT DISTINCT ON (partition_id)
                   step_execution_id, partition_id, planned, plan, batch_status, exit_status, persistent_user_data,
                   reader_checkpoint, writer_checkpoint
              FROM of_step
             WHERE plan = (SELECT max(plan) FROM of_step)
             ORDER BY partition_id, id DESC
            """;

    private static final String VIEWS =
            """
            SELECT DISTINCT ON (p.partition_id)
                   p.partition_id, p.batch_status, p.exit_status, p.exception ->> 'message' AS error, p.fraction,
                   t.read_count, t.write_count, t.filter_count, t.skip_count, t.commit_count, t.rollback_count,
                   t.started_at, p.ended_at
              FROM millwright.job_instance i
              JOIN millwright.job_execution x ON x.job_instance_id = i.id
              JOIN millwright.step_execution s ON s.job_execution_id = x.id
              JOIN millwright.partition_execution p ON p.step_execution_id = s.id
              JOIN LATERAL (
                   SELECT sum(e.read_count) AS read_count, sum(e.write_count) AS write_count,
                          sum(e.filter_count) AS filter_count,
                          sum(e.read_skip_count + e.process_skip_count + e.write_skip_count) AS skip_count,
                          sum(e.commit_count) AS commit_count, sum(e.rollback_count) AS rollback_count,
                          min(e.started_at) AS started_at
                     FROM millwright.job_execution y
                     JOIN millwright.step_execution f ON f.job_execution_id = y.id AND f.step_name = s.step_name
                     JOIN millwright.partition_execution e ON e.step_execution_id = f.id
                    WHERE y.job_instance_id = i.id AND e.plan = p.plan AND e.partition_id = p.partition_id) t ON true
             WHERE i.job_id = ? AND s.step_name = ?
               AND p.plan = (
                   SELECT max(e.plan)
                     FROM millwright.job_execution y
                     JOIN millwright.step_execution f ON f.job_execution_id = y.id AND f.step_name = s.step_name
                     JOIN millwright.partition_execution e ON e.step_execution_id = f.id
                    WHERE y.job_instance_id = i.id)
             ORDER BY p.partition_id, p.id DESC
            """;

    private final Database database;

    PartitionStore(Database database) {
        this.database = database;
    }

    /** Whether the lease still held. */
    boolean create(Lease lease, PartitionExecutionImpl partition, PartitionPlan plan) {
        return database.update(
                        CREATE,
                        lease.job(),
                        lease.number(),
                        lease.node(),
                        partition.getStepExecutionId(),
                        partition.getPartitionId(),
                        plan.planned(),
                        plan.begunBy(),
                        BatchStatus.STARTED.name(),
                        partition.getReaderCheckpointInfoSerialized(),
                        partition.getWriterCheckpointInfoSerialized(),
                        partition.getPersistentUserDataSerialized())
                == 1;
    }

    /** Empty when the lease is lost. */
    Optional<Checkpoint> checkpoint(
            Lease lease, long instance, PartitionExecutionImpl partition, StepRun run, long commits) {
        StepMetrics metrics = partition.getStepMetrics();
        Object[] items = StepStore.arrays(run.skipped().gathered());
        return database.first(
                CHECKPOINT,
                row -> new Checkpoint(
                        Optional.ofNullable(row.getString("control")).map(Control::valueOf)),
                lease.job(),
                lease.number(),
                lease.node(),
                instance,
                partition.getStepName(),
                items[0],
                items[1],
                items[2],
                items[3],
                items[4],
                items[5],
                run.fractionRead(),
                metrics.get(MetricType.READ_COUNT),
                metrics.get(MetricType.WRITE_COUNT),
                metrics.get(MetricType.FILTER_COUNT),
                metrics.get(MetricType.READ_SKIP_COUNT),
                metrics.get(MetricType.PROCESS_SKIP_COUNT),
                metrics.get(MetricType.WRITE_SKIP_COUNT),
                commits,
                metrics.get(MetricType.ROLLBACK_COUNT),
                partition.getReaderCheckpointInfoSerialized(),
                partition.getWriterCheckpointInfoSerialized(),
                partition.getPersistentUserDataSerialized(),
                partition.getStepExecutionId(),
                partition.getPartitionId());
    }

    /** Whether the lease still held. */
    boolean ended(Lease lease, long instance, PartitionExecutionImpl partition, List<SkippedItem> skipped) {
        Object[] items = StepStore.arrays(skipped);
        return database.update(
                        ENDED,
                        lease.job(),
                        lease.number(),
                        lease.node(),
                        instance,
                        partition.getStepName(),
                        items[0],
                        items[1],
                        items[2],
                        items[3],
                        items[4],
                        items[5],
                        partition.getBatchStatus().name(),
                        partition.getExitStatus(),
                        StepException.json(partition, skipped),
                        partition.getStepMetrics().get(MetricType.ROLLBACK_COUNT),
                        partition.getStepMetrics().get(MetricType.COMMIT_COUNT),
                        StepStore.finalCount(partition, MetricType.READ_COUNT),
                        StepStore.finalCount(partition, MetricType.WRITE_COUNT),
                        StepStore.finalCount(partition, MetricType.FILTER_COUNT),
                        StepStore.finalCount(partition, MetricType.READ_SKIP_COUNT),
                        StepStore.finalCount(partition, MetricType.PROCESS_SKIP_COUNT),
                        StepStore.finalCount(partition, MetricType.WRITE_SKIP_COUNT),
                        partition.getPersistentUserDataSerialized(),
                        partition.getBatchStatus() == BatchStatus.COMPLETED,
                        partition.getStepExecutionId(),
                        partition.getPartitionId())
                == 1;
    }

    /** The plan that the step's newest execution with partitions had; with none begun when there is no such. */
    PartitionPlan plan(long instance, String stepName) {
        List<PartitionPlan> rows = database.list(NEWEST, row -> planOfOne(row, stepName), instance, stepName);
        if (rows.isEmpty()) {
            return PartitionPlan.newOf(0);
        }
        return new PartitionPlan(
                rows.get(0).begunBy(),
                rows.get(0).planned(),
                rows.stream().map(row -> row.newest().get(0)).toList());
    }

    private static PartitionPlan planOfOne(ResultSet row, String stepName) throws SQLException {
        PartitionExecutionImpl partition = new PartitionExecutionImpl(
                row.getInt("partition_id"),
                row.getLong("step_execution_id"),
                stepName,
                BatchStatus.valueOf(row.getString("batch_status")),
                row.getString("exit_status"),
                row.getBytes("persistent_user_data"),
                row.getBytes("reader_checkpoint"),
                row.getBytes("writer_checkpoint"));
        return new PartitionPlan(row.getLong("plan"), row.getInt("planned"), List.of(partition));
    }

    /** The partitions of a step as they are seen, all its executions of one plan taken together. */
    List<PartitionView> views(UUID job, String stepName) {
        return database.list(VIEWS, PartitionStore::view, job, stepName);
    }

    private static PartitionView view(ResultSet row) throws SQLException {
        double fraction = row.getDouble("fraction");
        Double known = row.wasNull() ? null : fraction;
        return new PartitionView(
                row.getInt("partition_id"),
                row.getString("batch_status"),
                row.getString("exit_status"),
                row.getString("error"),
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
