package millwright.batch;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import millwright.database.Database;
import millwright.database.Database.SqlArray;

/** Reads what the steps of a job's latest earlier run that completed have read, and how long they took. */
final class EarlierRunStore {

    // Only the newest few are looked at: a job that fails night after night must not make its progress dear.
    private static final String STEPS =
            """
            SELECT i.job_id, s.step_name,
                   sum(coalesce(p.read_count, s.read_count)) AS read_count,
                   sum(extract(epoch FROM s.ended_at - s.started_at)) AS seconds
              FROM millwright.job_instance i
             CROSS JOIN LATERAL (
                   SELECT r.id
                     FROM (SELECT e.id FROM millwright.job_instance e
                            WHERE e.job_name = i.job_name AND e.id < i.id
                            ORDER BY e.id DESC LIMIT 20) r
                    WHERE EXISTS (SELECT FROM millwright.job_execution x
                                   WHERE x.job_instance_id = r.id AND x.batch_status = 'COMPLETED')
                    ORDER BY r.id DESC LIMIT 1) earlier
              JOIN millwright.job_execution x ON x.job_instance_id = earlier.id
              JOIN millwright.step_execution s ON s.job_execution_id = x.id
              LEFT JOIN LATERAL (SELECT sum(e.read_count) AS read_count FROM millwright.partition_execution e
                                  WHERE e.step_execution_id = s.id) p ON true
             WHERE i.job_id = ANY (?)
             GROUP BY i.job_id, s.step_name
            """;

    private final Database database;

    EarlierRunStore(Database database) {
        this.database = database;
    }

    /** What a step did in the earlier run, all its attempts together. */
    record EarlierStep(long read, Duration took) {}

    private record Row(UUID job, String step, EarlierStep earlier) {}

    /** By job, and by the step's name; nothing for a job without an earlier run that completed. */
    Map<UUID, Map<String, EarlierStep>> of(List<UUID> jobs) {
        Map<UUID, Map<String, EarlierStep>> all = new HashMap<>();
        if (jobs.isEmpty()) {
            return all;
        }
        List<Row> rows = database.list(
                STEPS,
                row -> new Row(
                        row.getObject("job_id", UUID.class),
                        row.getString("step_name"),
                        new EarlierStep(
                                row.getLong("read_count"),
                                Duration.ofMillis(Math.round(row.getDouble("seconds") * 1_000)))),
                new SqlArray("uuid", jobs));
        rows.forEach(
                row -> all.computeIfAbsent(row.job(), job -> new HashMap<>()).put(row.step(), row.earlier()));
        return all;
    }
}
