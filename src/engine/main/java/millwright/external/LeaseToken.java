package millwright.external;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import millwright.database.StorableText;
import millwright.job.InvalidRequestException;
import millwright.job.Violation;

/**
 * What names a worker's attempt of a job.
 *
 * @param lease grows with each claim of the job
 * @param session whose claim it was; a number alone would not be unique after a failover
 * @param duration for how long a heartbeat renews it
 */
record LeaseToken(long lease, UUID session, Duration duration) {

    private static final Pattern TEXT =
            Pattern.compile("(\\d{1,18})-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})-(\\d{1,7})");

    /** @throws InvalidRequestException when {@code text} is no token */
    static LeaseToken of(String text) {
        Matcher parts = TEXT.matcher(text == null ? "" : text);
        if (!parts.matches()) {
            throw new InvalidRequestException(List.of(new Violation(
                    "/lease_token", "is '" + StorableText.of(text, 100) + "', expected the text that the claim gave")));
        }
        Duration duration = Duration.ofMillis(Long.parseLong(parts.group(3)));
        LeaseLimits.check("/lease_token", duration);
        return new LeaseToken(Long.parseLong(parts.group(1)), UUID.fromString(parts.group(2)), duration);
    }

    @Override
    public String toString() {
        return lease + "-" + session + "-" + duration.toMillis();
    }
}
