package millwright.method;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import millwright.database.Json;
import millwright.database.StorableText;
import millwright.job.ConcurrencyKey;
import millwright.job.JobDefinition;
import millwright.job.JobPolicy;
import millwright.job.Priority;
import millwright.retry.RetryPolicy;

/** Makes job definitions of what the annotations say. */
final class MethodDefinition {

    private static final int LONGEST_SHOWN = 100;

    /** As a request may ask for. */
    private static final Duration LONGEST_TIMEOUT = Duration.ofDays(3_650);

    private static final Duration LONGEST_KEEP = Duration.ofDays(36_500);

    private static final String ONLY_CALLED = "it runs only when its method is called (@RunAsJob)";

    private MethodDefinition() {}

    /**
     * Without its retries, which the configuration has a say in.
     *
     * @throws UnmappableException naming the member of the annotation that does not fit
     */
    static JobDefinition of(String name, BackgroundJob job, MethodSignature signature) {
        return new JobDefinition(
                name,
                JobDefinition.Kind.METHOD,
                job.title().isEmpty() ? name : job.title(),
                job.description(),
                queue(job.queue()),
                job.priority(),
                signature.schema(),
                policy(name, job),
                Optional.empty());
    }

    /** For a method whose calls are tracked: nobody else may run it, which its problem says. */
    static JobDefinition tracked(String name, MethodSignature signature) {
        return new JobDefinition(
                name,
                JobDefinition.Kind.METHOD,
                name,
                "",
                JobDefinition.DEFAULT_QUEUE,
                Priority.NORMAL,
                signature.schema(),
                JobPolicy.PLAIN,
                Optional.of(ONLY_CALLED));
    }

    private static String queue(String queue) {
        if (!JobDefinition.isQueue(queue)) {
            throw new UnmappableException(
                    "queue is '" + StorableText.of(queue, LONGEST_SHOWN) + "', expected " + JobDefinition.QUEUE_NAMES);
        }
        return queue;
    }

    private static JobPolicy policy(String name, BackgroundJob job) {
        return new JobPolicy(
                        positive("timeout", job.timeout(), LONGEST_TIMEOUT),
                        positive("totalTimeout", job.totalTimeout(), LONGEST_TIMEOUT),
                        RetryPolicy.NONE,
                        positive("keep", job.keep(), LONGEST_KEEP))
                .withStartTimeout(positive("startTimeout", job.startTimeout(), LONGEST_TIMEOUT))
                .withConcurrency(concurrency(name, job.concurrency()));
    }

    /** What the annotation says of retries; the rest is as configured. */
    static JsonObject retry(BackgroundJob job) {
        var retry = Json.provider().createObjectBuilder();
        if (job.maxAttempts() != 0) {
            retry.add("max_attempts", job.maxAttempts());
        }
        if (!job.retryDelay().isEmpty()) {
            retry.add("delay", duration("retryDelay", job.retryDelay()).toString());
        }
        if (job.retryFactor() != 0) {
            retry.add("factor", job.retryFactor());
        }
        if (!job.retryMaxDelay().isEmpty()) {
            retry.add(
                    "max_delay", duration("retryMaxDelay", job.retryMaxDelay()).toString());
        }
        JsonObject said = retry.build();
        try {
            RetryPolicy unused = RetryPolicy.NONE.with(said);
        } catch (IllegalArgumentException e) {
            throw new UnmappableException("its retries: " + e.getMessage(), e);
        }
        return said;
    }

    private static Optional<ConcurrencyKey> concurrency(String name, int slots) {
        if (slots < 0) {
            throw new UnmappableException("concurrency is " + slots + ", expected a number from 0 (no limit)");
        }
        return slots == 0 ? Optional.empty() : Optional.of(new ConcurrencyKey("definition:" + name, slots));
    }

    private static Optional<Duration> positive(String member, String text, Duration longest) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Duration duration = duration(member, text);
        if (duration.isNegative() || duration.isZero() || duration.compareTo(longest) > 0) {
            throw new UnmappableException(member + " is " + text
                    + ", expected a duration above zero such as PT30S, up to P" + longest.toDays() + "D");
        }
        return Optional.of(duration);
    }

    private static Duration duration(String member, String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw new UnmappableException(member + " is '" + text + "', expected a duration such as PT30S", e);
        }
    }
}
