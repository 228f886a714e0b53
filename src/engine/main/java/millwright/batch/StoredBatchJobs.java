package millwright.batch;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import millwright.batch.EarlierRunStore.EarlierStep;
import millwright.batch.Estimate.Running;
import millwright.database.Database;
import millwright.database.Database.SqlArray;
import millwright.job.JobLifecycle;

/** {@link BatchJobs} on the batch tables. */
public final class StoredBatchJobs implements BatchJobs {

    // A step may have an execution in each attempt: its counts are what all of them committed. One left open by an
    // attempt that is over, killed or cut off, is what the next attempt would make of it. A partitioned step has
    // committed
    // what its partitions have.
    private static final String STEPS =
            """
            SELECT i.job_id, i.step_count, s.step_name,
                   (array_agg(CASE WHEN s.ended_at IS NULL AND j.id IS NULL THEN 'FAILED' ELSE s.batch_status END
                              ORDER BY s.id DESC))[1] AS batch_status,
                   (array_agg(s.exit_status ORDER BY s.id DESC))[1] AS exit_status,
                   (array_agg(coalesce(b.fraction, s.fraction) ORDER BY s.id DESC)
                        FILTER (WHERE coalesce(b.fraction, s.fraction) IS NOT NULL))[1] AS fraction,
                   sum(coalesce(p.read_count, s.read_count)) AS read_count,
                   sum(coalesce(p.write_count, s.write_count)) AS write_count,
                   sum(coalesce(p.filter_count, s.filter_count)) AS filter_count,
                   sum(coalesce(p.skip_count, s.read_skip_count + s.process_skip_count + s.write_skip_count))
                       AS skip_count,
                   sum(coalesce(p.commit_count, s.commit_count)) AS commit_count,
                   sum(coalesce(p.rollback_count, s.rollback_count)) AS rollback_count,
                   (array_agg(coalesce(p.read_count, s.read_count) ORDER BY s.id DESC))[1] AS newest_read_count,
                   coalesce((array_agg(b.before ORDER BY s.id DESC))[1],
                            (array_agg(s.fraction ORDER BY s.id DESC))[2]) AS fraction_before,
                   (array_agg(CASE WHEN s.ended_at IS NULL AND j.id IS NOT NULL
                                   THEN extract(epoch FROM millwright.clock() - s.started_at) END
                              ORDER BY s.id DESC))[1] AS running_seconds,
                   min(s.started_at) AS started_at,
                   (array_agg(s.ended_at ORDER BY s.id DESC))[1] AS ended_at
              FROM millwright.job_instance i
              LEFT JOIN millwright.job_execution x ON x.job_instance_id = i.id
              LEFT JOIN millwright.step_execution s ON s.job_execution_id = x.id
              LEFT JOIN LATERAL (
                   SELECT sum(e.read_count) AS read_count, sum(e.write_count) AS write_count,
                          sum(e.filter_count) AS filter_count,
                          sum(e.read_skip_count + e.process_skip_count + e.write_skip_count) AS skip_count,
                          sum(e.commit_count) AS commit_count, sum(e.rollback_count) AS rollback_count,
                          max(e.plan) AS plan
                     FROM millwright.partition_execution e
                    WHERE e.step_execution_id = s.id) p ON true
              LEFT JOIN LATERAL (
                   SELECT sum(f.fraction) / max(f.planned) AS fraction, sum(f.before) / max(f.planned) AS before
                     FROM (SELECT max(e.fraction) AS fraction, max(e.planned) AS planned,
                                  max(e.fraction) FILTER (WHERE e.step_execution_id < s.id) AS before
                             FROM millwright.partition_execution e
                            WHERE e.plan = p.plan
                            GROUP BY e.partition_id) f) b ON true
              LEFT JOIN millwright.job j ON j.id = i.job_id AND j.lease = x.lease AND j.node = x.node AND %s
             WHERE i.job_id = ANY (?)
             GROUP BY i.job_id, i.step_count, s.step_name
             ORDER BY min(s.id)
            """
                    .formatted(JobLifecycle.COMPLETE.guard("j.state"));

    private static final String SKIPPED =
            """
            SELECT k.step_name, k.position, k.phase, k.reason, k.item, k.partition_id, k.kind
              FROM millwright.job_instance i
              JOIN millwright.skipped_item k ON k.job_instance_id = i.id
             WHERE i.job_id = ?
               AND (k.step_name, k.partition_id, k.position, k.phase, k.kind) > (?, ?, ?, ?, ?)
             ORDER BY k.step_name, k.partition_id, k.position, k.phase, k.kind
             LIMIT ?
            """;

    private final Database database;
    private final PartitionStore partitions;
    private final EarlierRunStore earlierRuns;

    public StoredBatchJobs(Database database) {
        this.database = database;
        this.partitions = new PartitionStore(database);
        this.earlierRuns = new EarlierRunStore(database);
    }

    @Override
    public List<PartitionView> partitions(UUID job, String step) {
        return partitions.views(job, step);
    }

    @Override
    public BatchProgress progress(UUID job) {
        return progress(Set.of(job)).get(job);
    }

    @Override
    public Map<UUID, BatchProgress> progress(Collection<UUID> jobs) {
        Map<UUID, BatchProgress> all = new HashMap<>();
        jobs.forEach(job -> all.put(job, new BatchProgress(0, List.of())));
        if (jobs.isEmpty()) {
            return all;
        }
        SqlArray ids = new SqlArray("uuid", List.copyOf(jobs));
        List<StepOfJob> rows = database.list(STEPS, StoredBatchJobs::stepOfJob, ids);
        List<UUID> running = rows.stream()
                .filter(row -> row.running() != null)
                .map(StepOfJob::job)
                .distinct()
                .toList();
        Map<UUID, Map<String, EarlierStep>> earlier = earlierRuns.of(running);
        rows.stream().collect(Collectors.groupingBy(StepOfJob::job)).forEach((job, steps) -> {
            all.put(job, progress(steps, earlier.getOrDefault(job, Map.of())));
        });
        return all;
    }

    private static BatchProgress progress(List<StepOfJob> rows, Map<String, EarlierStep> earlier) {
        List<StepView> steps = new ArrayList<>();
        Map<String, Running> running = new HashMap<>();
        for (StepOfJob row : rows) {
            row.step().ifPresent(step -> {
                steps.add(Estimate.of(step, row.running(), earlier.get(step.name())));
                if (row.running() != null) {
                    running.put(step.name(), row.running());
                }
            });
        }
        int total = rows.get(0).stepsTotal();
        return new BatchProgress(total, List.copyOf(steps), Estimate.ofJob(total, steps, running, earlier));
    }

    /** @param step empty when the job has begun none */
    private record StepOfJob(UUID job, int stepsTotal, Optional<StepView> step, Running running) {}

    private static StepOfJob stepOfJob(ResultSet row) throws SQLException {
        boolean begun = row.getString("step_name") != null;
        return new StepOfJob(
                row.getObject("job_id", UUID.class),
                row.getInt("step_count"),
                begun ? Optional.of(step(row)) : Optional.empty(),
                running(row));
    }

    /** Null when it does not run. */
    private static Running running(ResultSet row) throws SQLException {
        double seconds = row.getDouble("running_seconds");
        if (row.wasNull()) {
            return null;
        }
        double before = row.getDouble("fraction_before");
        Double fractionBefore = row.wasNull() ? null : before;
        long readBefore = row.getLong("read_count") - row.getLong("newest_read_count");
        return new Running(Duration.ofMillis(Math.round(seconds * 1_000)), fractionBefore, readBefore);
    }

    @Override
    public List<SkippedItem> skippedItems(UUID job, int limit) {
        // before all: no step has an empty name, and no partition this number
        return skipped(job, "", StepStore.NO_PARTITION - 1, Long.MIN_VALUE, "", "", limit);
    }

    @Override
    public List<SkippedItem> skippedItemsAfter(UUID job, SkippedItem last, int limit) {
        int partition = last.partition() == null ? StepStore.NO_PARTITION : last.partition();
        return skipped(
                job,
                last.step(),
                partition,
                last.position(),
                last.phase().name(),
                last.kind().name(),
                limit);
    }

    private List<SkippedItem> skipped(
            UUID job, String step, int partition, long position, String phase, String kind, int limit) {
        return database.list(SKIPPED, StoredBatchJobs::skippedItem, job, step, partition, position, phase, kind, limit);
    }

    private static SkippedItem skippedItem(ResultSet row) throws SQLException {
        int partition = row.getInt("partition_id");
        return new SkippedItem(
                row.getString("step_name"),
                row.getLong("position"),
                SkippedItem.Phase.valueOf(row.getString("phase")),
                row.getString("reason"),
                row.getString("item"),
                partition == StepStore.NO_PARTITION ? null : partition,
                SkippedItem.Kind.valueOf(row.getString("kind")));
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
