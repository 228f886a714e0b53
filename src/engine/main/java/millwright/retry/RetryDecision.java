package millwright.retry;

import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/** Decides whether a failed attempt is followed by another, and when (E4, E5). Thread-safe. */
public final class RetryDecision {

    private final DoubleSupplier random;

    /** @param random gives numbers from 0 to 1 */
    public RetryDecision(DoubleSupplier random) {
        this.random = random;
    }

    /**
     * How long to wait before the next attempt; empty when there is to be none.
     *
     * @param charged the attempts of this round that ended FAILED or TIMED_OUT, this one included
     */
    public Optional<Duration> after(JobError error, int charged, RetryPolicy policy, ErrorRules rules) {
        if (charged >= policy.maxAttempts() || !rules.retries(error)) {
            return Optional.empty();
        }
        return Optional.of(error.retryAfter() != null ? asked(error) : policy.delayAfter(charged, random));
    }

    /** A service may have answered with any number, and no later time could be written. */
    private static Duration asked(JobError error) {
        return error.retryAfter().compareTo(RetryPolicy.LONGEST) > 0 ? RetryPolicy.LONGEST : error.retryAfter();
    }
}
