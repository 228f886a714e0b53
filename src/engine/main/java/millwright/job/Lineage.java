package millwright.job;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * How jobs come from one another: by {@code retry_of}, {@code redriven_from} and {@code parent}.
 *
 * @param jobs the job itself and all that it is linked to over any number of steps, up to {@link #MOST}, oldest first
 * @param complete whether these are all
 */
public record Lineage(List<Link> jobs, boolean complete) {

    /** How many jobs are told of. */
    public static final int MOST = 1_000;

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
