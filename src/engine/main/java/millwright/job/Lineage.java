package millwright.job;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * How jobs come from one another: by {@code retry_of}, {@code redriven_from}, {@code parent}, and by waiting for each
 * other. Whom a job that is over has waited for is known until 30 days after it was submitted.
 *
 * @param jobs the job itself and all that it is linked to over any number of steps, up to {@link #MOST}, oldest first
 * @param waits which of them wait for which, or did, up to {@link #MOST_WAITS}
 * @param complete whether these are all
 */
public record Lineage(List<Link> jobs, List<Wait> waits, boolean complete) {

    /** How many jobs are told of. */
    public static final int MOST = 1_000;

    /** How many dependencies between them are told of. */
    public static final int MOST_WAITS = 10_000;

    /** A dependency: {@code child} runs after {@code parent}. */
    public record Wait(UUID child, UUID parent, Dependency.OnFailure onFailure) {}

    /**
     * One of them, and whom it comes from.
     *
     * @param parent the job during whose attempt it was submitted, or null
     * @param retryOf the job that it repeats, or null
     * @param redrivenFrom the dead letter that it replaces, or null
     */
    public record Link(
            UUID id,
            String definition,
            JobState state,
            UUID parent,
            UUID retryOf,
            UUID redrivenFrom,
            Instant createdAt) {}
}
