package millwright.job;

import java.time.Duration;
import java.util.Optional;
import millwright.retry.ErrorRules;
import millwright.retry.RetryPolicy;

/**
 * How a definition's jobs are treated unless their request says otherwise.
 *
 * @param startTimeout from when the job may run to the start of its first attempt, or empty for none
 * @param timeout of each attempt, or empty for none
 * @param totalTimeout from the submission to the end of the job, or empty for none
 * @param retry what happens after a failed attempt
 * @param keep how long a job that is over is kept, or empty for as long as all are
 * @param concurrency the key of those whose request names none, or empty for no limit
 * @param rules what its errors are called and what follows them, before the configured rules
 */
public record JobPolicy(
        Optional<Duration> startTimeout,
        Optional<Duration> timeout,
        Optional<Duration> totalTimeout,
        RetryPolicy retry,
        Optional<Duration> keep,
        Optional<ConcurrencyKey> concurrency,
        ErrorRules rules) {

    /** No limits, one attempt. */
    public static final JobPolicy PLAIN =
            new JobPolicy(Optional.empty(), Optional.empty(), RetryPolicy.NONE, Optional.empty());

    /** Without a limit to how many run at once and to when they start, and without rules of its own. */
    public JobPolicy(
            Optional<Duration> timeout, Optional<Duration> totalTimeout, RetryPolicy retry, Optional<Duration> keep) {
        this(Optional.empty(), timeout, totalTimeout, retry, keep, Optional.empty(), ErrorRules.NONE);
    }

    /** From when a job may run to the start of its first attempt. */
    public JobPolicy withStartTimeout(Optional<Duration> limit) {
        return new JobPolicy(limit, timeout, totalTimeout, retry, keep, concurrency, rules);
    }

    /** Of each attempt. */
    public JobPolicy withTimeout(Optional<Duration> limit) {
        return new JobPolicy(startTimeout, limit, totalTimeout, retry, keep, concurrency, rules);
    }

    public JobPolicy withConcurrency(Optional<ConcurrencyKey> concurrency) {
        return new JobPolicy(startTimeout, timeout, totalTimeout, retry, keep, concurrency, rules);
    }

    public JobPolicy withRetry(RetryPolicy retry) {
        return new JobPolicy(startTimeout, timeout, totalTimeout, retry, keep, concurrency, rules);
    }

    /** What its errors are called and what follows them. */
    public JobPolicy withRules(ErrorRules rules) {
        return new JobPolicy(startTimeout, timeout, totalTimeout, retry, keep, concurrency, rules);
    }
}
