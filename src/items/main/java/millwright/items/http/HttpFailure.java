package millwright.items.http;

import java.io.IOException;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import millwright.retry.ErrorCategory;
import millwright.retry.JobException;

/** What an answer that is none means for the job: whether trying again can help, and when. */
final class HttpFailure {

    /** The client's errors that pass: too slow, too early, too often. */
    private static final Set<Integer> PASSING = Set.of(408, 425, 429);

    private static final Duration LONGEST_WAIT = Duration.ofDays(1);

    private HttpFailure() {}

    static JobException ofStatus(String url, int status, HttpHeaders headers) {
        boolean passes = status >= 500 || PASSING.contains(status);
        return new JobException(
                "API_ERROR",
                passes ? ErrorCategory.TRANSIENT : ErrorCategory.PERMANENT,
                passes ? retryAfter(headers).orElse(null) : null,
                url + " answered " + status + ", expected 200 or 206",
                null);
    }

    /** In seconds; the form with a date is left to the job's policy. */
    private static Optional<Duration> retryAfter(HttpHeaders headers) {
        return headers.firstValue("Retry-After")
                .filter(seconds -> seconds.matches("\\d{1,9}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                .map(wait -> wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait);
    }

    static JobException ofNetwork(String url, IOException e) {
        return new JobException(
                "NETWORK_ERROR",
                ErrorCategory.TRANSIENT,
                url + ": " + (e.getMessage() == null ? e.toString() : e.getMessage()),
                e);
    }

    static JobException tooLong(String url, String property, Duration allowed) {
        return new JobException(
                "TIMEOUT_ERROR",
                ErrorCategory.TRANSIENT,
                url + " took longer than property '" + property + "' allows, " + allowed);
    }
}
