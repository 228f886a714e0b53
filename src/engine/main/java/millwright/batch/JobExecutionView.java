package millwright.batch;

import jakarta.batch.runtime.BatchStatus;
import jakarta.batch.runtime.JobExecution;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.Date;
import java.util.Properties;

/**
 * A JobExecution as it was read; it does not change with the job.
 *
 * @param parameters those of the execution, defaults filled in
 * @param startedAt null before a node has begun it
 * @param endedAt null before it is over
 */
record JobExecutionView(
        long id,
        String jobName,
        BatchStatus status,
        String exitStatus,
        JsonObject parameters,
        Instant createdAt,
        Instant startedAt,
        Instant endedAt,
        Instant lastUpdatedAt)
        implements JobExecution {

    @Override
    public long getExecutionId() {
        return id;
    }

    @Override
    public String getJobName() {
        return jobName;
    }

    @Override
    public BatchStatus getBatchStatus() {
        return status;
    }

    @Override
    public String getExitStatus() {
        return exitStatus;
    }

    @Override
    public Properties getJobParameters() {
        return BatchParameters.of(parameters);
    }

    @Override
    public Date getCreateTime() {
        return date(createdAt);
    }

    @Override
    public Date getStartTime() {
        return date(startedAt);
    }

    @Override
    public Date getEndTime() {
        return date(endedAt);
    }

    @Override
    public Date getLastUpdatedTime() {
        return date(lastUpdatedAt);
    }

    private static Date date(Instant instant) {
        return instant == null ? null : Date.from(instant);
    }
}
