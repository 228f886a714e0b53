package millwright.search;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;
import millwright.database.Database;
import millwright.job.Job;
import millwright.search.RangeStore.Keyed;
import millwright.search.ScanStore.Step;

/** {@link JobSearch} on the two tables of jobs. */
public final class StoredJobSearch implements JobSearch {

    /** The longest range that is sorted by start or duration, and what is searched where a range has to be. */
    static final Duration RANGE = Duration.ofHours(24);

    /** How many jobs a sort by start or duration reads, as the planner guesses: some 200 ms. */
    private static final long MOST_SORTED = 500_000;

    private static final UUID LOWEST = new UUID(0, 0);
    private static final UUID HIGHEST = new UUID(-1L, -1L);
    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private final ScanStore scans;
    private final RangeStore ranges;
    private final Clock clock;
    private final LongSupplier nanos;

    public StoredJobSearch(Database database) {
        this(database, Clock.systemUTC(), System::nanoTime);
    }

    /** @param nanos by which the time of a search is measured */
    StoredJobSearch(Database database, Clock clock, LongSupplier nanos) {
        this.scans = new ScanStore(database);
        this.ranges = new RangeStore(database);
        this.clock = clock;
        this.nanos = nanos;
    }

    @Override
    public SearchPage find(SearchQuery query) {
        Optional<Instant> since = since(query);
        SearchQuery ranged = since.map(from -> query.with(within(query, from))).orElse(query);
        return query.sort().isRanged() ? sorted(ranged, since) : scanned(ranged, since);
    }

    @Override
    public long estimate(SearchQuery query) {
        SearchQuery ranged =
                since(query).map(from -> query.with(within(query, from))).orElse(query);
        return ranges.estimate(new Terms(ranged.filter(), ranged.visibility()));
    }

    /** From when on is searched, where the query had to say so and did not. */
    private Optional<Instant> since(SearchQuery query) {
        JobFilter filter = query.filter();
        boolean needsRange = query.sort().isRanged()
                ? filter.started().isAll() && filter.finished().isAll()
                : !filter.equals(JobFilter.ALL)
                        && !filter.hasTimes()
                        && !filter.isIndexed()
                        && new Terms(filter, query.visibility()).leads().isEmpty();
        if (!needsRange) {
            return Optional.empty();
        }
        return query.after()
                .flatMap(Place::since)
                .or(() -> Optional.of(clock.instant().minus(RANGE).truncatedTo(ChronoUnit.MILLIS)));
    }

    private static JobFilter within(SearchQuery query, Instant since) {
        TimeRange range = TimeRange.since(since);
        return switch (query.sort()) {
            case CREATED -> query.filter().withCreated(range);
            case STARTED -> query.filter().withStarted(range);
            case FINISHED, DURATION -> query.filter().withFinished(range);
        };
    }

    private SearchPage scanned(SearchQuery query, Optional<Instant> since) {
        Terms terms = new Terms(query.filter(), query.visibility());
        if (terms.sides().isEmpty()) {
            return new SearchPage(List.of(), Optional.empty(), Optional.empty(), since);
        }
        TimeBox box = new TimeBox(nanos);
        Position after = begin(query);
        Lead lead = scans.lead(terms, query, after);
        List<Job> found = new ArrayList<>();
        while (true) {
            // one more than asked for tells whether there is another page
            int most = query.limit() + 1 - found.size();
            int chunk = box.chunk();
            Position from = after;
            Step step = box.timed(chunk, () -> scans.step(terms, query, lead, from, chunk, most));
            found.addAll(step.hits());
            if (found.size() > query.limit()) {
                List<Job> page = List.copyOf(found.subList(0, query.limit()));
                Position last = Position.of(page.get(page.size() - 1), query.sort());
                return new SearchPage(page, Optional.of(place(last, since)), Optional.empty(), since);
            }
            if (step.end().isEmpty()) {
                return new SearchPage(found, Optional.empty(), Optional.empty(), since);
            }
            after = step.end().get();
            if (box.isOver()) {
                return new SearchPage(found, Optional.of(place(after, since)), Optional.of(after.time()), since);
            }
        }
    }

    private static Position begin(SearchQuery query) {
        boolean byEnd = query.sort() == SearchSort.FINISHED;
        return query.after()
                .map(place -> new Position(byEnd ? instant(place.key()) : null, place.id()))
                .orElseGet(() -> query.ascending()
                        ? new Position(byEnd ? EARLIEST : null, LOWEST)
                        : new Position(byEnd ? query.filter().finished().to().orElse(LATEST) : null, HIGHEST));
    }

    private static Place place(Position last, Optional<Instant> since) {
        return new Place(last.finished() == null ? 0 : micros(last.finished()), last.id(), since);
    }

    private SearchPage sorted(SearchQuery query, Optional<Instant> since) {
        if (since.isEmpty()) {
            checkRange(query.filter());
        }
        checkNumber(query);
        Terms terms = new Terms(query.filter(), query.visibility());
        List<Keyed> found = ranges.first(terms, query, query.limit() + 1);
        List<Keyed> page = found.subList(0, Math.min(found.size(), query.limit()));
        Optional<Place> next = found.size() > page.size()
                ? Optional.of(RangeStore.place(page.get(page.size() - 1), since))
                : Optional.empty();
        return new SearchPage(page.stream().map(Keyed::job).toList(), next, Optional.empty(), since);
    }

    private void checkRange(JobFilter filter) {
        Instant now = clock.instant();
        if (!filter.started().isWithin(RANGE, now) && !filter.finished().isWithin(RANGE, now)) {
            throw new RangeTooLargeException("takes a range of at most 24 hours, of starts or of ends");
        }
    }

    private void checkNumber(SearchQuery query) {
        long estimate = ranges.estimate(new Terms(query.filter(), query.visibility()));
        if (estimate > MOST_SORTED) {
            throw new RangeTooLargeException("takes a range or filters of at most about " + MOST_SORTED
                    + " jobs, and these have about " + estimate);
        }
    }

    private static long micros(Instant at) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
