package millwright.search;

import java.util.Optional;
import millwright.job.JobQuery;
import millwright.job.Visibility;

/**
 * A page of a search.
 *
 * @param visibility of whoever searches
 * @param ascending whether what is sorted by grows; else the newest or longest come first
 * @param after where the page before ended
 * @param limit how many at the most, 1 to 200
 */
public record SearchQuery(
        JobFilter filter, Visibility visibility, SearchSort sort, boolean ascending, Optional<Place> after, int limit) {

    public SearchQuery {
        if (limit < 1 || limit > JobQuery.MOST) {
            throw new IllegalArgumentException("limit is " + limit + ", expected 1 to " + JobQuery.MOST);
        }
    }

    /** The newest of those that {@code filter} asks for. */
    public static SearchQuery newest(JobFilter filter, Visibility visibility, int limit) {
        return new SearchQuery(filter, visibility, SearchSort.CREATED, false, Optional.empty(), limit);
    }

    SearchQuery with(JobFilter other) {
        return new SearchQuery(other, visibility, sort, ascending, after, limit);
    }
}
