package millwright.search;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import millwright.job.Visibility;

/** What dead letters have failed by: {@code @Inject DeadLetterGroups groups}. Thread-safe; changes nothing. */
public interface DeadLetterGroups {

    /** How many groups are given at the most. */
    int MOST = 1_000;

    /**
     * Which groups.
     *
     * @param skip how many of the largest to leave out
     * @param limit how many at the most, 1 to {@link #MOST}
     */
    record Query(Optional<String> definition, Optional<String> queue, Optional<String> errorCode, int skip, int limit) {
        public Query {
            if (limit < 1 || limit > MOST || skip < 0) {
                throw new IllegalArgumentException(
                        "limit is " + limit + " and skip " + skip + ", expected 1 to " + MOST + " and none or more");
            }
        }
    }

    /** The groups that {@code visibility} lets be seen, each with what is seen of it, largest first. */
    List<DeadLetterGroup> list(Query query, Visibility visibility);

    /** The group with this id, as far as it is seen; empty when nothing of it is. */
    Optional<DeadLetterGroup> find(String group, Visibility visibility);

    /** The dead letters of a group, those that have waited longest first: {@code limit} at the most. */
    List<UUID> members(String group, Visibility visibility, int limit);

    /** Those of {@code ids} that are dead letters and seen. */
    List<UUID> visible(List<UUID> ids, Visibility visibility);
}
