package millwright.method;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import millwright.job.ConcurrencyKey;
import millwright.job.JobDefinition;
import millwright.job.JobPolicy;
import millwright.job.Priority;
import millwright.retry.RetryPolicy;

/** Makes job definitions of what the annotations say. */
final class MethodDefinition {

    private static final String ONLY_CALLED = "it runs only when its method is called (@RunAsJob)";

    private MethodDefinition() {}

    /** @throws UnmappableException naming the member of the annotation that does not fit */
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
        if (queue.isBlank()) {
            throw new UnmappableException("queue is blank");
        }
        return queue;
    }

    private static JobPolicy policy(String name, BackgroundJob job) {
        return new JobPolicy(
                        positive("timeout", job.timeout()),
                        positive("totalTimeout", job.totalTimeout()),
                        retry(job),
                        positive("keep", job.keep()))
                .withConcurrency(concurrency(name, job.concurrency()));
    }

    private static RetryPolicy retry(BackgroundJob job) {
        try {
            return new RetryPolicy(
                    job.maxAttempts(),
                    duration("retryDelay", job.retryDelay()),
                    job.retryFactor(),
                    duration("retryMaxDelay", job.retryMaxDelay()));
        } catch (IllegalArgumentException e) {
            throw new UnmappableException("its retries: " + e.getMessage(), e);
        }
    }

    private static Optional<ConcurrencyKey> concurrency(String name, int slots) {
        if (slots < 0) {
            throw new UnmappableException("concurrency is " + slots + ", expected a number from 0 (no limit)");
        }
        return slots == 0 ? Optional.empty() : Optional.of(new ConcurrencyKey("definition:" + name, slots));
    }

    private static Optional<Duration> positive(String member, String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Duration duration = duration(member, text);
        if (duration.isNegative() || duration.isZero()) {
            throw new UnmappableException(member + " is " + text + ", expected a duration above zero such as PT30S");
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
