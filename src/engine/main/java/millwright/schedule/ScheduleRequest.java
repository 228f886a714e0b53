package millwright.schedule;

import jakarta.json.JsonObject;
import java.util.Optional;
import millwright.job.Priority;

/**
 * A request to run a definition by the clock.
 *
 * @param name up to 100 letters, digits, dots, hyphens and underscores, the first a letter or digit
 * @param cron five fields as in crontab(5), or a nickname such as {@code @daily}
 * @param timeZone the IANA name of the time zone in which {@code cron} is read
 * @param parameters for the definition's schema
 * @param priority of the jobs, or empty for the definition's
 * @param submitter who asks, as known to the access rules
 */
public record ScheduleRequest(
        String name,
        String cron,
        String timeZone,
        String definition,
        JsonObject parameters,
        Optional<Priority> priority,
        boolean enabled,
        String submitter) {

    public static final String USUAL_TIME_ZONE = "UTC";
}
