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

    /** The definitions this node knows, by name. */
    List<JobDefinition> definitions();
}
