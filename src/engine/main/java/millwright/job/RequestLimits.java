package millwright.job;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import millwright.database.Json;
import millwright.database.StorableText;

/** How much of everything beside its parameters a request may carry, each refusal with the place. */
final class RequestLimits {

    private static final int LARGEST_METADATA = 1 << 16;
    private static final int MOST_TAGS = 32;
    private static final int LONGEST_TAG = 100;
    private static final int MOST_DEPENDENCIES = 1_000;
    private static final int LONGEST_NAME = 200;
    private static final Duration LONGEST = Duration.ofDays(3_650);
    private static final Duration SHORTEST = Duration.ofMillis(1);

    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

    private final JobRequest request;
    private final List<Violation> violations = new ArrayList<>();

    private RequestLimits(JobRequest request) {
        this.request = request;
    }

    /** @throws InvalidRequestException with everything that is beyond its limit */
    static void check(JobRequest request) {
        RequestLimits limits = new RequestLimits(request);
        limits.checkNames();
        limits.checkTags();
        limits.checkMetadata();
        limits.checkTimes();
        limits.checkDependencies();
        if (!limits.violations.isEmpty()) {
            throw new InvalidRequestException(limits.violations);
        }
    }

    private void checkNames() {
        request.queue()
                .filter(name -> !JobDefinition.isQueue(name))
                .ifPresent(name -> refuse(
                        "/queue",
                        "is '" + StorableText.of(name, LONGEST_NAME) + "', expected " + JobDefinition.QUEUE_NAMES));
        checkText("/submitter", request.submitter(), 1);
        request.correlationId().ifPresent(text -> checkText("/correlation_id", text, 0));
        request.unique().ifPresent(unique -> checkText("/unique_key", unique.key(), 1));
        request.concurrency().ifPresent(concurrency -> checkText("/concurrency_key", concurrency.key(), 1));
    }

    private void checkText(String pointer, String text, int shortest) {
        if (text == null || text.length() < shortest || text.length() > LONGEST_NAME || !StorableText.fits(text)) {
            refuse(
                    pointer,
                    "expected " + (shortest == 0 ? "at most " : "1 to ") + LONGEST_NAME
                            + " characters, no NUL and no half of a surrogate pair");
        }
    }

    private void checkTags() {
        if (request.tags().size() > MOST_TAGS) {
            refuse("/tags", "are " + request.tags().size() + ", expected at most " + MOST_TAGS);
            return;
        }
        for (int i = 0; i < request.tags().size(); i++) {
            String tag = request.tags().get(i);
            if (tag.isEmpty() || tag.length() > LONGEST_TAG || !StorableText.fits(tag)) {
                refuse(
                        "/tags/" + i,
                        "expected 1 to " + LONGEST_TAG + " characters, no NUL and no half of a surrogate pair");
            }
        }
    }

    /** Whether {@code text} takes more bytes than that in UTF-8. */
    static boolean isLarger(String text, int bytes) {
        // a char takes three bytes at the most
        return text.length() > bytes / 3 && text.getBytes(StandardCharsets.UTF_8).length > bytes;
    }

    private void checkMetadata() {
        if (request.metadata().isEmpty()) {
            return;
        }
        if (!Json.isStorable(request.metadata())) {
            refuse("/metadata", "hold " + Json.NOT_STORABLE);
        } else if (isLarger(request.metadata().toString(), LARGEST_METADATA)) {
            refuse("/metadata", "is larger than 64 KiB");
        }
        if (request.metadata().containsKey("millwright")) {
            refuse("/metadata/millwright", "is what the engine itself notes: choose another name");
        }
    }

    private void checkTimes() {
        checkTime("/run_at", request.runAt());
        checkTime("/expires_at", request.expiresAt());
        request.delay()
                .filter(delay -> delay.isNegative() || delay.compareTo(LONGEST) > 0)
                .ifPresent(delay -> refuse("/delay", "is " + delay + ", expected zero to " + LONGEST));
        checkDuration("/start_timeout", request.startTimeout());
        checkDuration("/timeout", request.timeout());
        checkDuration("/total_timeout", request.totalTimeout());
        checkDuration("/unique_period", request.unique().flatMap(UniqueKey::period));
        if (request.runAt().isPresent()
                && request.expiresAt().isPresent()
                && !request.expiresAt().get().isAfter(request.runAt().get())) {
            refuse(
                    "/expires_at",
                    "is " + request.expiresAt().get() + ", expected a time after run_at, "
                            + request.runAt().get());
        }
    }

    private void checkTime(String pointer, Optional<Instant> time) {
        time.filter(t -> t.isBefore(EARLIEST) || t.isAfter(LATEST))
                .ifPresent(t -> refuse(pointer, "is " + t + ", expected a time from " + EARLIEST + " to " + LATEST));
    }

    private void checkDuration(String pointer, Optional<Duration> duration) {
        duration.filter(d -> d.compareTo(SHORTEST) < 0 || d.compareTo(LONGEST) > 0)
                .ifPresent(d -> refuse(pointer, "is " + d + ", expected " + SHORTEST + " to " + LONGEST));
    }

    private void checkDependencies() {
        int count = request.dependencies().size() + request.namedDependencies().size();
        if (count > MOST_DEPENDENCIES) {
            refuse("/depends_on", "are " + count + ", expected at most " + MOST_DEPENDENCIES);
            return;
        }
        Set<UUID> seen = new HashSet<>();
        for (int i = 0; i < request.dependencies().size(); i++) {
            UUID job = request.dependencies().get(i).job();
            if (!seen.add(job)) {
                refuse("/depends_on/" + i, "job " + job + " is there twice");
            }
        }
    }

    private void refuse(String pointer, String detail) {
        violations.add(new Violation(pointer, detail));
    }
}
