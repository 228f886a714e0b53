package millwright.job;

import java.util.List;
import java.util.Optional;

/**
 * Submits jobs once, however often the request comes: {@code @Inject KeyedJobs keyedJobs}. The key is committed in the
 * statement that writes the jobs and kept for 24 hours; a request that is refused leaves none. Thread-safe, and in the
 * caller's JTA transaction if there is one.
 */
public interface KeyedJobs {

    /**
     * What the requests under a key have led to.
     *
     * @param submissions one for each request, in their order
     * @param replayed whether it did so before
     */
    record Answer(List<Submission> submissions, boolean replayed) {}

    /**
     * What the key has led to, if anything, without looking at the request.
     *
     * @throws IdempotencyConflictException when it belongs to another request
     */
    Optional<Answer> find(IdempotencyKey key);

    /**
     * As {@link Jobs#accept}, unless the key has led to a job already.
     *
     * @throws InvalidRequestException when the request does not fit; the key is free then
     * @throws IdempotencyConflictException when the key belongs to another request
     * @throws IdempotencyBusyException when another transaction has taken the key and did not end within two seconds
     */
    Answer accept(JobRequest request, IdempotencyKey key);

    /** As {@link Jobs#submitAll}, the same way. */
    Answer submitAll(List<JobRequest> requests, IdempotencyKey key);

    /** As {@link Jobs#submitPartially}, the same way; if not one request fits the key stays free. */
    Answer submitPartially(List<JobRequest> requests, IdempotencyKey key);

    /** Makes the key free again, for a caller that refuses what it has led to. */
    void forget(IdempotencyKey key);
}
