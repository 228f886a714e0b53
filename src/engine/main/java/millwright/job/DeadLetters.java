package millwright.job;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Jobs that FAILED and wait for a person: {@code @Inject DeadLetters deadLetters}. Thread-safe. What changes anything is
 * committed when it returns, or with the caller's JTA transaction; of two that resolve the same dead letter at once, one
 * does. At most 1,000 in one call, each with its own answer; {@code by} is who asks, as it shall stand in the events.
 */
public interface DeadLetters {

    /** How many may be resolved in one call. */
    int MOST = 1_000;

    /** Those that failed last first. */
    List<Job> list(DeadLetterQuery query);

    /** The dead letter with this id; empty when there is no such job, or it is none. */
    Optional<Job> find(UUID id);

    /**
     * Queues them again, each as the same job in its next round: attempts are counted on, a time limit that has passed
     * is lifted, and a name that is theirs until they are finished is taken again. Refused: what is no dead letter,
     * whose name another job has taken, and what timed out while it still waited for other jobs.
     *
     * @param cascade whether the jobs that were cancelled because of it, and because of those, run again too: each as a
     *     new job linked by {@code retry_of}, without its times, which waits for what the old one waited for or for what
     *     runs in its place. In the same statement; a dead letter of which one dependent would be refused is refused
     * @throws InvalidRequestException when more than 10,000 jobs were cancelled because of them; nothing has changed then
     */
    List<Resolution> retry(List<UUID> ids, String by, boolean cascade);

    /** The same without its dependents: those that were cancelled because of it stay cancelled. */
    default List<Resolution> retry(List<UUID> ids, String by) {
        return retry(ids, by, false);
    }

    /**
     * Runs each as a new job with the same parameters, linked by {@code redriven_from}; the dead letters are over then.
     * Refused as by {@link #retry}, and what its definition would not accept today. Jobs they waited for are not waited
     * for again.
     *
     * @param cascade as for {@link #retry}
     */
    List<Resolution> redrive(List<UUID> ids, String by, boolean cascade);

    /** The same without its dependents. */
    default List<Resolution> redrive(List<UUID> ids, String by) {
        return redrive(ids, by, false);
    }

    /**
     * The same for one, with other parameters; a mask in place of a secret one stands for what it was.
     *
     * @param cascade as for {@link #retry}
     * @throws InvalidRequestException when they do not fit the definition; nothing has changed then
     */
    Resolution redrive(UUID id, JsonObject parameters, String by, boolean cascade);

    /** The same without its dependents. */
    default Resolution redrive(UUID id, JsonObject parameters, String by) {
        return redrive(id, parameters, by, false);
    }

    /**
     * Gives them up: they are over, FAILED.
     *
     * @param reason for people, at most 1,000 characters
     */
    List<Resolution> discard(List<UUID> ids, String by, String reason);
}
