package millwright.retry;

import java.time.Duration;

/**
 * How often and when a job is tried again after a transient error.
 *
 * @param maxAttempts how many attempts are charged before the job is FAILED, from 1
 * @param delay before the second attempt at the most; the real one is drawn between zero and this (full jitter)
 * @param factor by which that grows with each further attempt, from 1
 * @param maxDelay beyond which it does not grow
 */
public record RetryPolicy(int maxAttempts, Duration delay, double factor, Duration maxDelay) {

    /** One attempt and no more. */
    public static final RetryPolicy NONE = new RetryPolicy(1, Duration.ZERO, 1, Duration.ZERO);

    public RetryPolicy {
        if (maxAttempts < 1 || delay.isNegative() || !(factor >= 1) || maxDelay.isNegative()) {
            throw new IllegalArgumentException(
                    "expected maxAttempts from 1, delay and maxDelay from zero, factor from 1, not " + maxAttempts
                            + ", " + delay + ", " + maxDelay + ", " + factor);
        }
    }
}
