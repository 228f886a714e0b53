package millwright.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import millwright.job.AttemptEnd;
import millwright.job.AttemptOutcome;
import millwright.job.ClaimedJob;
import millwright.job.Definitions;
import millwright.job.Job.AttemptRecord;
import millwright.job.JobDefinition;
import millwright.job.JobPolicy;
import millwright.job.RunningAttempt;
import millwright.retry.ErrorCategory;
import millwright.retry.ErrorRules;
import millwright.retry.JobError;
import millwright.retry.RetryDecision;
import millwright.retry.RetryPolicy;

/**
 * What an attempt may take and what follows its end, by its request, its definition and the configured rules, in this
 * order. Thread-safe.
 */
final class AttemptEnding {

    private static final Logger LOG = Logger.getLogger(AttemptEnding.class.getName());

    private final Definitions definitions;
    private final ErrorRules configured;
    private final RetryDecision decision;

    /** @param random gives numbers from 0 to 1 */
    AttemptEnding(Definitions definitions, ErrorRules configured, DoubleSupplier random) {
        this.definitions = definitions;
        this.configured = configured;
        this.decision = new RetryDecision(random);
    }

    /** To be called on the attempt's thread before its work: from now on its time runs. */
    void begin(RunningAttempt attempt) {
        attempt.clock().begin();
        ClaimedJob job = attempt.job();
        timeout(job).ifPresent(attempt.clock()::limit);
        if (job.deadline() != null) {
            // both by the database's clock, so that only the time since the claim is measured here
            Instant claimed = job.startedAt() == null ? Instant.now() : job.startedAt();
            attempt.clock().limitFromClaim(Duration.between(claimed, job.deadline()));
        }
    }

    /** The attempt's end as it is to be recorded: what went wrong by its right name, and whether it is tried again. */
    EndedAttempt of(RunningAttempt attempt, AttemptEnd end) {
        long now = System.nanoTime();
        JobPolicy policy = policy(attempt.definition());
        Duration keep = policy.keep().orElse(null);
        AttemptEnd named = named(attempt, end, policy);
        if (named.outcome() != AttemptOutcome.FAILED && named.outcome() != AttemptOutcome.TIMED_OUT) {
            return new EndedAttempt(attempt, named, now, null, keep);
        }
        return new EndedAttempt(attempt, named, now, retryAfter(attempt, named.error(), policy), keep);
    }

    /** The end of an attempt that has used up its time and the grace after it. */
    AttemptEnd timedOut(RunningAttempt attempt) {
        return AttemptEnd.timedOut(timeoutError(attempt, ""));
    }

    boolean isBatch(RunningAttempt attempt) {
        return definitions
                .find(attempt.definition())
                .map(definition -> definition.kind() == JobDefinition.Kind.BATCH)
                .orElse(false);
    }

    private AttemptEnd named(RunningAttempt attempt, AttemptEnd end, JobPolicy policy) {
        if (attempt.isTimedOut() && end.outcome() != AttemptOutcome.COMPLETED) {
            // however it ended, it was asked to because its time was up
            String said = end.error() == null ? "" : ": " + end.error().message();
            return AttemptEnd.timedOut(timeoutError(attempt, said));
        }
        return end.thrown() == null ? end : AttemptEnd.failed(rules(policy).classify(end.thrown()));
    }

    private static JobError timeoutError(RunningAttempt attempt, String said) {
        Duration taken = Duration.ofMillis(attempt.clock().runNanos(System.nanoTime()) / 1_000_000);
        return new JobError(
                JobError.TIMEOUT_ERROR,
                ErrorCategory.TRANSIENT,
                "attempt " + attempt.number() + " was asked to end when its time was up, " + taken + " after it began"
                        + said);
    }

    private Duration retryAfter(RunningAttempt attempt, JobError error, JobPolicy policy) {
        try {
            ClaimedJob job = attempt.job();
            int charged = 1
                    + (int) job.earlier().stream()
                            .filter(earlier -> isCharged(earlier, job))
                            .count();
            return decision.after(error, charged, retryPolicy(job, policy), rules(policy))
                    .orElse(null);
        } catch (RuntimeException e) {
            // an outcome is recorded whatever is wrong with its options
            LOG.log(Level.WARNING, "Job " + attempt.jobId() + " is not tried again: its options make no sense", e);
            return null;
        }
    }

    private static boolean isCharged(AttemptRecord earlier, ClaimedJob job) {
        return earlier.round() == job.round()
                && (earlier.outcome() == AttemptOutcome.FAILED || earlier.outcome() == AttemptOutcome.TIMED_OUT);
    }

    private static RetryPolicy retryPolicy(ClaimedJob job, JobPolicy policy) {
        return job.options().containsKey("retry")
                ? policy.retry().with(job.options().getJsonObject("retry"))
                : policy.retry();
    }

    /** Of the request, else of the definition; longer after errors whose rule says so. */
    Optional<Duration> timeout(ClaimedJob job) {
        JobPolicy policy = policy(job.definition());
        Optional<Duration> plain = job.options().containsKey("timeout")
                ? Optional.of(Duration.parse(job.options().getString("timeout")))
                : policy.timeout();
        ErrorRules rules = rules(policy);
        double factor = job.earlier().stream()
                .filter(earlier -> isCharged(earlier, job) && earlier.error() != null)
                .mapToDouble(earlier -> rules.timeoutFactor(earlier.error().code()))
                .reduce(1, (product, each) -> product * each);
        return plain.map(timeout -> factor == 1 ? timeout : Duration.ofMillis((long) (timeout.toMillis() * factor)));
    }

    private ErrorRules rules(JobPolicy policy) {
        return policy.rules().before(configured);
    }

    private JobPolicy policy(String definition) {
        return definitions.find(definition).map(JobDefinition::policy).orElse(JobPolicy.PLAIN);
    }
}
