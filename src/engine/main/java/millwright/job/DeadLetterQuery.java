package millwright.job;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Which dead letters to list, those that failed last first.
 *
 * @param errorCode of the error that ended them
 * @param before only those that come after this place: where the last one of the page before stood, whatever has become
 *     of it
 * @param limit how many at the most, 1 to 200
 */
public record DeadLetterQuery(
        Optional<String> definition,
        Optional<String> queue,
        Optional<String> errorCode,
        Optional<Place> before,
        int limit) {

    public DeadLetterQuery {
        if (limit < 1 || limit > JobQuery.MOST) {
            throw new IllegalArgumentException("limit is " + limit + ", expected 1 to " + JobQuery.MOST);
        }
    }

    /**
     * Where a dead letter stands in the list.
     *
     * @param failedAt its {@link Job#finishedAt}
     */
    public record Place(Instant failedAt, UUID id) {

        /** @throws IllegalArgumentException for a job that is not over */
        public static Place of(Job deadLetter) {
            if (deadLetter.finishedAt() == null) {
                throw new IllegalArgumentException(
                        "job " + deadLetter.id() + " is " + deadLetter.state() + ", expected FAILED");
            }
            return new Place(deadLetter.finishedAt(), deadLetter.id());
        }
    }

    /** The newest. */
    public static DeadLetterQuery newest(int limit) {
        return new DeadLetterQuery(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), limit);
    }
}
