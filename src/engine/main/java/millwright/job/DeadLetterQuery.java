package millwright.job;

import java.util.Optional;
import java.util.UUID;

/**
 * Which dead letters to list, those that failed last first.
 *
 * @param errorCode of the error that ended them
 * @param before only those that failed before this one: the last id of the page before
 * @param limit how many at the most, 1 to 200
 */
public record DeadLetterQuery(
        Optional<String> definition,
        Optional<String> queue,
        Optional<String> errorCode,
        Optional<UUID> before,
        int limit) {

    public DeadLetterQuery {
        if (limit < 1 || limit > JobQuery.MOST) {
            throw new IllegalArgumentException("limit is " + limit + ", expected 1 to " + JobQuery.MOST);
        }
    }

    /** The newest. */
    public static DeadLetterQuery newest(int limit) {
        return new DeadLetterQuery(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), limit);
    }
}
