package millwright.external;

import java.time.Duration;
import java.util.List;
import millwright.job.InvalidRequestException;
import millwright.job.Violation;

/** How long a lease may hold without a heartbeat. */
final class LeaseLimits {

    private static final Duration SHORTEST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofHours(1);

    private LeaseLimits() {}

    /** @throws InvalidRequestException when {@code lease} is out of its range */
    static void check(String pointer, Duration lease) {
        if (lease == null || lease.compareTo(SHORTEST) < 0 || lease.compareTo(LONGEST) > 0) {
            throw new InvalidRequestException(
                    List.of(new Violation(pointer, "is " + lease + ", expected " + SHORTEST + " to " + LONGEST)));
        }
    }
}
