package millwright.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import millwright.database.Database;
import millwright.job.JobState;
import millwright.job.Visibility;
import millwright.search.JobFilter;
import millwright.search.JobSearch;
import millwright.search.Place;
import millwright.search.SearchPage;
import millwright.search.SearchQuery;
import millwright.search.SearchSort;
import millwright.search.StoredJobSearch;
import millwright.search.TimeRange;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How long one page of a search takes among millions of jobs that are over. */
@Command(
        name = "search",
        description =
                "Time of a page of each kind of search, with values drawn at random, among archived jobs of the last"
                        + " 30 days; each kind in turn, one search at a time")
final class SearchCommand extends Measurement {

    private static final int LIMIT = 50;
    private static final Duration DAY = Duration.ofDays(1);
    private static final long SEED = 6;

    @Option(names = "--archived", description = "Jobs that are over (default: ${DEFAULT-VALUE})")
    int archived = 5_000_000;

    @Option(names = "--searches", description = "How often each kind is searched (default: ${DEFAULT-VALUE})")
    int searches = 200;

    private final Random random = new Random(SEED);

    @Override
    public void measure(DatabaseServer server, Rounds rounds) throws SQLException {
        String database = Seeds.migrated(server, "search");
        Seeds.lastMonth(server, database, archived);
        Seeds.settle(server, database);
        Lines lines = new Lines(System.out);
        lines.print("search.archived", archived, "jobs");
        try (HikariDataSource pool = server.pool(database, 2)) {
            JobSearch search = new StoredJobSearch(new Database(pool));
            kinds(search).forEach((name, kind) -> measure(lines, "search." + name, search, kind));
        }
    }

    /** What is searched for, drawn anew each time. */
    private Map<String, Supplier<SearchQuery>> kinds(JobSearch search) {
        Map<String, Supplier<SearchQuery>> kinds = new LinkedHashMap<>();
        kinds.put("all", () -> newest(JobFilter.ALL));
        kinds.put("next_page", () -> after(search, newest(JobFilter.ALL)));
        kinds.put("definition", () -> newest(filter(Set.of(), Set.of(definition()), Set.of(), none(), none())));
        kinds.put("queue", () -> newest(filter(Set.of(), Set.of(), Set.of("q" + random.nextInt(6)), none(), none())));
        kinds.put("failed", () -> newest(filter(Set.of(JobState.FAILED), Set.of(), Set.of(), none(), none())));
        kinds.put(
                "submitter",
                () -> newest(filter(Set.of(), Set.of(), Set.of(), Optional.of("s" + random.nextInt(120)), none())));
        kinds.put(
                "correlation_id",
                () -> newest(filter(
                        Set.of(), Set.of(), Set.of(), none(), Optional.of("c" + random.nextInt(archived) / 10 * 10))));
        kinds.put(
                "several",
                () -> newest(filter(
                        Set.of(JobState.FAILED, JobState.CANCELLED),
                        Set.copyOf(List.of(definition(), definition())),
                        Set.of("q" + random.nextInt(6)),
                        Optional.of("s" + random.nextInt(120)),
                        none())));
        kinds.put(
                "own",
                () -> new SearchQuery(
                        JobFilter.ALL,
                        new Visibility(Optional.of("s" + random.nextInt(120)), Set.of(), Set.of()),
                        SearchSort.CREATED,
                        false,
                        Optional.empty(),
                        LIMIT));
        kinds.put("tag", () -> newest(tagged("t" + random.nextInt(1_000))));
        kinds.put("tag_of_none", () -> newest(tagged("nobody")));
        kinds.put("finished", () -> sorted(SearchSort.FINISHED, TimeRange.ALL));
        kinds.put("finished_in_a_day", () -> sorted(SearchSort.FINISHED, day()));
        kinds.put("duration_in_a_day", () -> sorted(SearchSort.DURATION, day()));
        kinds.put("started_in_a_day", () -> sorted(SearchSort.STARTED, day()));
        return kinds;
    }

    private void measure(Lines lines, String name, JobSearch search, Supplier<SearchQuery> kind) {
        for (int i = 0; i < searches / 10; i++) {
            search.find(kind.get());
        }
        double[] millis = new double[searches];
        int partial = 0;
        for (int i = 0; i < searches; i++) {
            SearchQuery query = kind.get();
            long before = System.nanoTime();
            SearchPage page = search.find(query);
            millis[i] = (System.nanoTime() - before) / 1e6;
            partial += page.scannedUntil().isPresent() ? 1 : 0;
        }
        Arrays.sort(millis);
        lines.print(name + ".p50", millis[searches / 2], "ms");
        lines.print(name + ".p95", millis[searches * 95 / 100], "ms");
        lines.print(name + ".max", millis[searches - 1], "ms");
        lines.print(name + ".partial", 100.0 * partial / searches, "%");
    }

    /** Half of all jobs are of the first. */
    private String definition() {
        return "d" + (random.nextBoolean() ? 0 : random.nextInt(200));
    }

    private TimeRange day() {
        Instant from = Instant.now().minus(DAY.multipliedBy(1 + random.nextInt(28)));
        return new TimeRange(Optional.of(from), Optional.of(from.plus(DAY)));
    }

    private static SearchQuery newest(JobFilter filter) {
        return SearchQuery.newest(filter, Visibility.ALL, LIMIT);
    }

    private SearchQuery after(JobSearch search, SearchQuery first) {
        Optional<Place> next = search.find(first).next();
        return new SearchQuery(first.filter(), first.visibility(), first.sort(), false, next, LIMIT);
    }

    private static SearchQuery sorted(SearchSort sort, TimeRange range) {
        JobFilter all = JobFilter.ALL;
        JobFilter filter = new JobFilter(
                all.states(),
                all.definitions(),
                all.queues(),
                all.priorities(),
                all.tags(),
                all.submitter(),
                all.correlationId(),
                all.node(),
                all.errorCodes(),
                all.created(),
                sort == SearchSort.STARTED ? range : TimeRange.ALL,
                sort == SearchSort.STARTED ? TimeRange.ALL : range,
                all.parameters(),
                all.result(),
                all.errorText(),
                false,
                Optional.empty());
        return new SearchQuery(filter, Visibility.ALL, sort, false, Optional.empty(), LIMIT);
    }

    private static JobFilter tagged(String tag) {
        JobFilter all = JobFilter.ALL;
        return new JobFilter(
                all.states(),
                all.definitions(),
                all.queues(),
                all.priorities(),
                Set.of(tag),
                all.submitter(),
                all.correlationId(),
                all.node(),
                all.errorCodes(),
                all.created(),
                all.started(),
                all.finished(),
                all.parameters(),
                all.result(),
                all.errorText(),
                false,
                Optional.empty());
    }

    private static JobFilter filter(
            Set<JobState> states,
            Set<String> definitions,
            Set<String> queues,
            Optional<String> submitter,
            Optional<String> correlationId) {
        JobFilter all = JobFilter.ALL;
        return new JobFilter(
                states,
                definitions,
                queues,
                all.priorities(),
                all.tags(),
                submitter,
                correlationId,
                all.node(),
                all.errorCodes(),
                all.created(),
                all.started(),
                all.finished(),
                all.parameters(),
                all.result(),
                all.errorText(),
                false,
                Optional.empty());
    }

    private static Optional<String> none() {
        return Optional.empty();
    }
}
