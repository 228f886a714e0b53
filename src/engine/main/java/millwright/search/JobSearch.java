package millwright.search;

/** Finds jobs by what is known of them: {@code @Inject JobSearch search}. Thread-safe; changes nothing. */
public interface JobSearch {

    /**
     * One page. A query whose filter no index leads to and that names no time gets the jobs of the last 24 hours, and so
     * does a sort by start or duration; {@link SearchPage#since} says so.
     *
     * @throws RangeTooLargeException when a sort by start or duration is asked for of more than 24 hours, or of some
     *     500,000 jobs or more
     */
    SearchPage find(SearchQuery query);

    /** How many jobs about fit, on all pages: the planner's estimate, made in milliseconds whatever there is. */
    long estimate(SearchQuery query);
}
