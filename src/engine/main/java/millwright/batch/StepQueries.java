package millwright.batch;

import jakarta.batch.runtime.StepExecution;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import millwright.database.Database;
import org.jberet.runtime.StepExecutionImpl;

/** Reads StepExecutions for the JobOperator. */
final class StepQueries {

    // A step that an execution which is over has left open was cut off with it.
    private static final String STEPS =
            """
            SELECT s.id, s.step_name, s.exit_status, s.started_at, s.persistent_user_data, s.read_count, s.write_count,
                   s.commit_count, s.rollback_count, s.read_skip_count, s.process_skip_count, s.filter_count,
                   s.write_skip_count, s.reader_checkpoint, s.writer_checkpoint,
                   CASE WHEN open THEN 'FAILED' ELSE s.batch_status END AS batch_status,
                   CASE WHEN open THEN x.last_updated_at ELSE s.ended_at END AS ended_at
              FROM millwright.step_execution s
              JOIN millwright.job_execution x ON x.id = s.job_execution_id
             CROSS JOIN LATERAL (SELECT s.ended_at IS NULL AND ?::boolean) AS left_open (open)
             WHERE s.job_execution_id = ?
             ORDER BY s.id
            """;

    private final Database database;

    StepQueries(Database database) {
        this.database = database;
    }

    /** @param isOver whether the execution has ended, whatever its steps say */
    List<StepExecution> of(long execution, boolean isOver) {
        return new ArrayList<>(database.list(STEPS, StepQueries::step, isOver, execution));
    }

    private static StepExecutionImpl step(ResultSet row) throws SQLException {
        return new StepExecutionImpl(
                row.getLong("id"),
                row.getString("step_name"),
                row.getTimestamp("started_at"),
                row.getTimestamp("ended_at"),
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
