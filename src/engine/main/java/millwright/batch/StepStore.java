package millwright.batch;

import jakarta.batch.runtime.BatchStatus;
import jakarta.batch.runtime.Metric.MetricType;
import jakarta.json.JsonValue;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import millwright.database.Database;
import millwright.database.Database.SqlArray;
import millwright.database.Json;
import millwright.job.Control;
import org.jberet.runtime.AbstractStepExecution;
import org.jberet.runtime.StepExecutionImpl;
import org.jberet.runtime.metric.StepMetrics;

/** Owns {@code millwright.step_execution} and {@code millwright.skipped_item}. */
final class StepStore {

    // A restarted step begins with the checkpoint it goes on from: if this attempt dies before its first chunk, the
    // next one reads it here.
    private static final String CREATE =
            """
            WITH held AS (%s)
            INSERT INTO millwright.step_execution (
                job_execution_id, step_name, batch_status, reader_checkpoint, writer_checkpoint, persistent_user_data)
            SELECT ?, ?, ?, ?, ?, ? FROM held
            RETURNING id
            """
                    .formatted(Lease.HELD);

    /**
     * The lease, and the skipped items, which go with what else is written: one round trip. Takes eleven parameters:
     * those of {@link Lease#HELD}, the instance, the step and six arrays.
     */
    static final String HELD_AND_SKIPPED =
            """
            held AS (%s), skipped AS (
                INSERT INTO millwright.skipped_item (job_instance_id, step_name, position, phase, reason, item,
                                                     partition_id, kind)
                SELECT ?, ?, position, phase, reason, item, partition_id, kind
                  FROM unnest(?::bigint[], ?::text[], ?::text[], ?::text[], ?::integer[], ?::text[])
                       AS s (position, phase, reason, item, partition_id, kind)
                 WHERE EXISTS (SELECT FROM held)
                ON CONFLICT DO NOTHING)"""
                    .formatted(Lease.HELD);

    // The chunk's own statement, in the chunk's transaction. FOR SHARE on the job row: whoever wants to raise the lease
    // waits until this chunk has committed or rolled back, so that a chunk is never half under an old lease.
    private static final String CHECKPOINT =
            """
            WITH %s
            UPDATE millwright.step_execution
               SET fraction = ?, read_count = ?, write_count = ?, filter_count = ?, read_skip_count = ?,
                   process_skip_count = ?, write_skip_count = ?, commit_count = ?, rollback_count = ?,
                   reader_checkpoint = ?, writer_checkpoint = ?, persistent_user_data = ?,
                   result = coalesce(?::jsonb, result)
              FROM held
             WHERE id = ?
            RETURNING held.control
            """
                    .formatted(HELD_AND_SKIPPED);

    // Outside a chunk only what is not part of one: the counts and checkpoints of a chunk that rolled back are still in
    // the engine's memory, and must not be taken for committed. Skipped items are listed even then: they are why.
    // Once the step is complete the counts are final, and hold what no checkpoint did: a last chunk the writer skipped.
    private static final String ENDED =
            """
            WITH %s
            UPDATE millwright.step_execution
               SET batch_status = ?, exit_status = ?, exception = ?::jsonb, rollback_count = ?, commit_count = ?,
                   read_count = coalesce(?, read_count), write_count = coalesce(?, write_count),
                   filter_count = coalesce(?, filter_count), read_skip_count = coalesce(?, read_skip_count),
                   process_skip_count = coalesce(?, process_skip_count),
                   write_skip_count = coalesce(?, write_skip_count),
                   persistent_user_data = ?, result = coalesce(?::jsonb, result),
                   fraction = CASE WHEN ? = 'COMPLETED' THEN 1 ELSE fraction END,
                   ended_at = CASE WHEN ? IN ('COMPLETED', 'FAILED', 'STOPPED', 'ABANDONED') THEN millwright.clock() END
              FROM held
             WHERE id = ?
            """
                    .formatted(HELD_AND_SKIPPED);

    private static final String COLUMNS =
            """
            s.id, s.step_name, s.batch_status, s.exit_status, s.started_at, s.ended_at, s.persistent_user_data,
            s.read_count, s.write_count, s.commit_count, s.rollback_count, s.read_skip_count, s.process_skip_count,
            s.filter_count, s.write_skip_count, s.reader_checkpoint, s.writer_checkpoint""";

    private static final String LATEST =
            """
            SELECT %s
              FROM millwright.job_execution x
              JOIN millwright.step_execution s ON s.job_execution_id = x.id
             WHERE x.job_instance_id = ? AND s.step_name = ?
             ORDER BY s.id DESC LIMIT 1
            """
                    .formatted(COLUMNS);

    private static final String RESULT =
            """
            SELECT s.result
              FROM millwright.job_execution x
              JOIN millwright.step_execution s ON s.job_execution_id = x.id
             WHERE x.job_instance_id = ? AND s.result IS NOT NULL
             ORDER BY s.id DESC LIMIT 1
            """;

    private static final String STARTS =
            """
            SELECT count(*) AS starts
              FROM millwright.job_execution x
              JOIN millwright.step_execution s ON s.job_execution_id = x.id
             WHERE x.job_instance_id = ? AND s.step_name = ?
            """;

    /** In a row's place for the partition's number. */
    static final int NO_PARTITION = -1;

    private final Database database;

    StepStore(Database database) {
        this.database = database;
    }

    /** The new row's id, or empty when the lease is lost. */
    Optional<Long> create(Lease lease, long execution, AbstractStepExecution step) {
        return database.first(
                CREATE,
                row -> row.getLong("id"),
                lease.job(),
                lease.number(),
                lease.node(),
                execution,
                step.getStepName(),
                step.getBatchStatus().name(),
                step.getReaderCheckpointInfoSerialized(),
                step.getWriterCheckpointInfoSerialized(),
                step.getPersistentUserDataSerialized());
    }

    /** What a checkpoint found: nothing when the lease is lost. */
    record Checkpoint(Optional<Control> control) {}

    /**
     * @param commits how many chunks are committed once this one is
     * @param result the job's result so far as JSON text, or null to leave what is kept
     */
    Optional<Checkpoint> checkpoint(
            Lease lease,
            long instance,
            AbstractStepExecution step,
            List<SkippedItem> skipped,
            Double fraction,
            long commits,
            String result) {
        StepMetrics metrics = step.getStepMetrics();
        Object[] items = arrays(skipped);
        return database.first(
                CHECKPOINT,
                row -> new Checkpoint(
                        Optional.ofNullable(row.getString("control")).map(Control::valueOf)),
                lease.job(),
                lease.number(),
                lease.node(),
                instance,
                step.getStepName(),
                items[0],
                items[1],
                items[2],
                items[3],
                items[4],
                items[5],
                fraction,
                metrics.get(MetricType.READ_COUNT),
                metrics.get(MetricType.WRITE_COUNT),
                metrics.get(MetricType.FILTER_COUNT),
                metrics.get(MetricType.READ_SKIP_COUNT),
                metrics.get(MetricType.PROCESS_SKIP_COUNT),
                metrics.get(MetricType.WRITE_SKIP_COUNT),
                commits,
                metrics.get(MetricType.ROLLBACK_COUNT),
                step.getReaderCheckpointInfoSerialized(),
                step.getWriterCheckpointInfoSerialized(),
                step.getPersistentUserDataSerialized(),
                result,
                step.getStepExecutionId());
    }

    /** Whether the lease still held. */
    boolean ended(Lease lease, long instance, AbstractStepExecution step, List<SkippedItem> skipped, String result) {
        String status = step.getBatchStatus().name();
        Object[] items = arrays(skipped);
        return database.update(
                        ENDED,
                        lease.job(),
                        lease.number(),
                        lease.node(),
                        instance,
                        step.getStepName(),
                        items[0],
                        items[1],
                        items[2],
                        items[3],
                        items[4],
                        items[5],
                        status,
                        step.getExitStatus(),
                        StepException.json(step, skipped),
                        step.getStepMetrics().get(MetricType.ROLLBACK_COUNT),
                        step.getStepMetrics().get(MetricType.COMMIT_COUNT),
                        finalCount(step, MetricType.READ_COUNT),
                        finalCount(step, MetricType.WRITE_COUNT),
                        finalCount(step, MetricType.FILTER_COUNT),
                        finalCount(step, MetricType.READ_SKIP_COUNT),
                        finalCount(step, MetricType.PROCESS_SKIP_COUNT),
                        finalCount(step, MetricType.WRITE_SKIP_COUNT),
                        step.getPersistentUserDataSerialized(),
                        result,
                        status,
                        status,
                        step.getStepExecutionId())
                == 1;
    }

    static Long finalCount(AbstractStepExecution step, MetricType type) {
        return step.getBatchStatus() == BatchStatus.COMPLETED
                ? step.getStepMetrics().get(type)
                : null;
    }

    static Object[] arrays(List<SkippedItem> skipped) {
        return new Object[] {
            new SqlArray("int8", skipped.stream().map(SkippedItem::position).toList()),
            new SqlArray(
                    "text", skipped.stream().map(item -> item.phase().name()).toList()),
            new SqlArray("text", skipped.stream().map(SkippedItem::reason).toList()),
            new SqlArray(
                    "text",
                    Arrays.asList(skipped.stream().map(SkippedItem::item).toArray())),
            new SqlArray(
                    "int4",
                    skipped.stream()
                            .map(item -> item.partition() == null ? NO_PARTITION : item.partition())
                            .toList()),
            new SqlArray(
                    "text", skipped.stream().map(item -> item.kind().name()).toList())
        };
    }

    /** The newest execution of a step in any attempt of the instance: where a restart goes on from. */
    Optional<StepExecutionImpl> latest(long instance, String stepName) {
        return database.first(LATEST, StepStore::step, instance, stepName);
    }

    /** The result an earlier attempt gave, last first. */
    Optional<JsonValue> result(long instance) {
        return database.first(RESULT, row -> Json.value(row.getString("result")), instance);
    }

    int starts(long instance, String stepName) {
        return database.first(STARTS, row -> row.getInt("starts"), instance, stepName)
                .orElseThrow();
    }

    private static StepExecutionImpl step(ResultSet row) throws SQLException {
        Timestamp ended = row.getTimestamp("ended_at");
        return new StepExecutionImpl(
                row.getLong("id"),
                row.getString("step_name"),
                row.getTimestamp("started_at"),
                ended,
                row.getString("batch_status"),
                row.getString("exit_status"),
                row.getBytes("persistent_user_data"),
                row.getLong("read_count"),
                row.getLong("write_count"),
                row.getLong("commit_count"),
                row.getLong("rollback_count"),
                row.getLong("read_skip_count"),
                row.getLong("process_skip_count"),
                row.getLong("filter_count"),
                row.getLong("write_skip_count"),
                row.getBytes("reader_checkpoint"),
                row.getBytes("writer_checkpoint"));
    }
}
