package millwright.job;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import millwright.retry.RetryPolicy;

/** When a requested job may run, how long all of it may take, and how often it is tried; empty as the definition says. */
record RequestTerms(
        Optional<Instant> runAt,
        Optional<Duration> delay,
        Optional<Instant> expiresAt,
        Optional<Duration> startTimeout,
        Optional<Duration> timeout,
        Optional<Duration> totalTimeout,
        Optional<RetryPolicy> retry) {

    static final RequestTerms NONE = new RequestTerms(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    /** Whether it may not run at once. */
    boolean isLater() {
        return runAt.isPresent() || delay.isPresent();
    }

    /** In place of a delay. */
    RequestTerms withRunAt(Instant time) {
        return new RequestTerms(
                Optional.of(time), Optional.empty(), expiresAt, startTimeout, timeout, totalTimeout, retry);
    }

    /** In place of a time. */
    RequestTerms withDelay(Duration wait) {
        return new RequestTerms(
                Optional.empty(), Optional.of(wait), expiresAt, startTimeout, timeout, totalTimeout, retry);
    }

    RequestTerms withExpiresAt(Instant time) {
        return new RequestTerms(runAt, delay, Optional.of(time), startTimeout, timeout, totalTimeout, retry);
    }

    RequestTerms withStartTimeout(Duration limit) {
        return new RequestTerms(runAt, delay, expiresAt, Optional.of(limit), timeout, totalTimeout, retry);
    }

    RequestTerms withTimeout(Duration limit) {
        return new RequestTerms(runAt, delay, expiresAt, startTimeout, Optional.of(limit), totalTimeout, retry);
    }

    RequestTerms withTotalTimeout(Duration limit) {
        return new RequestTerms(runAt, delay, expiresAt, startTimeout, timeout, Optional.of(limit), retry);
    }

    RequestTerms withRetry(RetryPolicy policy) {
        return new RequestTerms(runAt, delay, expiresAt, startTimeout, timeout, totalTimeout, Optional.of(policy));
    }
}
