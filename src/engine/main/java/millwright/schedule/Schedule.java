package millwright.schedule;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import millwright.job.Priority;

/**
 * A schedule as it was at one moment.
 *
 * @param parameters as they were given, secrets masked; the definition's defaults are filled in when it fires
 * @param priority of its jobs, or empty for the definition's
 * @param submitter who created it, and in whose name its jobs are submitted
 * @param nextFireTimes when it fires next, up to five times; none while it is not enabled or its rule cannot be read
 * @param lastFireAt the newest time for which it created a job, and {@code lastJob} that job's id; null before the first
 * @param lastError why it created no job when it last should have, and {@code lastErrorAt} when that was; null if it did
 */
public record Schedule(
        String name,
        String cron,
        String timeZone,
        String definition,
        JsonObject parameters,
        Optional<Priority> priority,
        boolean enabled,
        String submitter,
        Instant createdAt,
        List<Instant> nextFireTimes,
        Instant lastFireAt,
        UUID lastJob,
        String lastError,
        Instant lastErrorAt) {

    /** The same with other parameters, such as masked ones. */
    Schedule withParameters(JsonObject others) {
        return new Schedule(
                name,
                cron,
                timeZone,
                definition,
                others,
                priority,
                enabled,
                submitter,
                createdAt,
                nextFireTimes,
                lastFireAt,
                lastJob,
                lastError,
                lastErrorAt);
    }

    /** How many of the next fire times are told. */
    static final int TOLD_AHEAD = 5;
}
