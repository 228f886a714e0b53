package millwright.job;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Which jobs to list, newest first.
 *
 * @param states any of these; empty for all
 * @param before only jobs created before this one: the last id of the page before
 * @param limit how many at the most, 1 to 200
 */
public record JobQuery(Set<JobState> states, Optional<String> definition, Optional<UUID> before, int limit) {

    public static final int MOST = 200;

    public JobQuery {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("limit is " + limit + ", expected 1 to " + MOST);
        }
    }
}
