package millwright.job;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The facade of the engine: {@code @Inject Jobs jobs}. Thread-safe. */
public interface Jobs {

    /**
     * Accepts a job. Outside a transaction it is committed when this returns; inside a JTA transaction on the same
     * datasource it exists exactly if that transaction commits, and starts after it did.
     *
     * @return the job's id, a UUIDv7
     * @throws InvalidRequestException when the request does not fit; nothing was written then
     */
    UUID submit(JobRequest request);

    /** The job with this id, as long as it is kept. */
    Optional<Job> find(UUID id);

    /** Jobs by {@code query}, newest first, without their histories read twice: one statement whatever the page. */
    List<Job> list(JobQuery query);

    /**
     * Cancels a job. One that waits is CANCELLED when this returns; a running attempt is asked to stop, on whichever
     * node it runs, within a second: a batch job ends at its next item, keeping the chunks it has committed, and what
     * has not ended after {@code millwright.queue.stop-grace} is interrupted and can write nothing more. An attempt
     * that completes meanwhile has completed. Asking again changes nothing. Takes effect at commit when called inside
     * a JTA transaction.
     *
     * @return the job as it is now, {@code control} set while its attempt is still to end; empty when there is none
     * @throws JobOverException when it has ended already
     */
    Optional<Job> cancel(UUID id);

    /** The definitions this node knows, by name. */
    List<JobDefinition> definitions();
}
