package millwright.search;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import millwright.database.Database;
import millwright.job.Job;
import millwright.job.JobRow;

/** Reads a number of jobs in their order, hot and archived in one snapshot, and gives those that fit. */
final class ScanStore {

    /** Of how many jobs leads are compared. */
    private static final int PROBED = 200;

    /** An id may be older than created_at by what clocks disagree, and younger by the length of a transaction, too. */
    private static final Duration ID_BEFORE = Duration.ofHours(1);

    private static final Duration ID_AFTER = Duration.ofDays(1);

    private final Database database;

    ScanStore(Database database) {
        this.database = database;
    }

    /**
     * What was found of a number of rows.
     *
     * @param end up to where all has been read, the last row of it included; empty when nothing is left
     */
    record Step(List<Job> hits, Optional<Position> end) {}

    private record Row(Job job, Side side, boolean hit, long number) {}

    /** The lead that has the fewest jobs behind {@code after}: of as many jobs, its last one is the furthest. */
    Lead lead(Terms terms, SearchQuery query, Position after) {
        List<Lead> leads = terms.leads();
        if (leads.isEmpty()
                || query.sort() != SearchSort.CREATED
                || !terms.sides().contains(Side.COLD)) {
            return Lead.NONE;
        }
        if (leads.size() == 1) {
            return leads.get(0);
        }
        Sql part = part(terms, query, Side.COLD);
        List<Sql> probes = new ArrayList<>();
        for (int i = 0; i < leads.size(); i++) {
            probes.add(Sql.of("SELECT " + i + " AS lead, (SELECT probe.id FROM (")
                    .add(leads.get(i).first("id", after.id(), query.ascending(), part, PROBED))
                    .add(") AS probe ORDER BY probe.id " + order(query) + " OFFSET " + (PROBED - 1)
                            + " LIMIT 1) AS last"));
        }
        Sql sql = Sql.union(probes);
        record Probe(int lead, UUID last) {}
        Comparator<UUID> furthest = query.ascending() ? Position.IDS : Position.IDS.reversed();
        return database
                .list(
                        sql.text(),
                        row -> new Probe(row.getInt("lead"), row.getObject("last", UUID.class)),
                        sql.parameters())
                .stream()
                .max(Comparator.comparing(Probe::last, Comparator.nullsLast(furthest)))
                .map(probe -> leads.get(probe.lead()))
                .orElseThrow();
    }

    /**
     * The next rows behind {@code after}.
     *
     * @param chunk how many are read in each table
     * @param most after how many that fit it stops
     */
    Step step(Terms terms, SearchQuery query, Lead lead, Position after, int chunk, int most) {
        Sql sql = Sql.union(terms.sides().stream()
                .map(side -> side(terms, query, lead, after, chunk, most, side))
                .toList());
        List<Row> rows = database.list(
                sql.text(),
                row -> new Row(
                        JobRow.job(row),
                        Side.valueOf(row.getString("side")),
                        row.getBoolean("hit"),
                        row.getLong("number")),
                sql.parameters());
        Comparator<Position> order = Position.order(query.ascending());
        // one table may have been read further than the other: what counts is what both have been read to
        Optional<Position> end = Stream.of(Side.values())
                .flatMap(side -> end(rows, side, query.sort(), chunk, most).stream())
                .min(order);
        return new Step(
                rows.stream()
                        .filter(Row::hit)
                        .map(Row::job)
                        .filter(job -> end.map(last -> order.compare(Position.of(job, query.sort()), last) <= 0)
                                .orElse(true))
                        .sorted(Comparator.comparing(job -> Position.of(job, query.sort()), order))
                        .toList(),
                end);
    }

    /** A table that is not read to its end gives as many as were asked for, or a last row that need not fit. */
    private static Optional<Position> end(List<Row> rows, Side side, SearchSort sort, int chunk, int most) {
        List<Row> own = rows.stream().filter(row -> row.side() == side).toList();
        if (own.isEmpty()) {
            return Optional.empty();
        }
        Row last = own.get(own.size() - 1);
        return own.size() < most && last.number() < chunk
                ? Optional.empty()
                : Optional.of(Position.of(last.job(), sort));
    }

    private static Sql side(Terms terms, SearchQuery query, Lead lead, Position after, int chunk, int most, Side side) {
        Sql part = part(terms, query, side);
        boolean led = side == Side.COLD && query.sort() == SearchSort.CREATED;
        String order = led ? lead.order(query.ascending()) : keys(query);
        Sql rows = led
                ? lead.first("*", after.id(), query.ascending(), part, chunk)
                : Sql.of("SELECT * FROM " + side.table() + " WHERE true")
                        .add(behind(query, after))
                        .add(part)
                        .add(" ORDER BY " + keys(query) + " LIMIT ?", chunk);
        // the last row of a chunk is given whether it fits or not: it says how far this has come; the order is said at
        // each level, or the planner takes it for lost and sorts a chunk of which a page would be enough
        return Sql.of("SELECT " + side.columns() + ", '" + side + "' AS side, hit, number FROM (SELECT *, coalesce((")
                .add(terms.condition(side))
                .add("), false) AS hit, row_number() OVER () AS number FROM (")
                .add(rows)
                .add(
                        ") AS chunk ORDER BY " + order + ") AS " + side.alias() + " WHERE hit OR number = ? ORDER BY "
                                + order + " LIMIT ?",
                        chunk,
                        most);
    }

    private static Sql behind(SearchQuery query, Position after) {
        String beyond = query.ascending() ? ">" : "<";
        if (query.sort() != SearchSort.FINISHED) {
            return Sql.of(" AND id " + beyond + " ?", after.id());
        }
        // the planner finds partitions by a plain comparison only
        return Sql.of(
                " AND (finished_at, id) " + beyond + " (?, ?) AND finished_at " + beyond + "= ?",
                after.finished(),
                after.id(),
                after.finished());
    }

    /** Where in a table to look, by what its indexes and partitions are made of. */
    private static Sql part(Terms terms, SearchQuery query, Side side) {
        JobFilter filter = terms.filter();
        Sql sql = new Sql();
        if (query.sort() != SearchSort.FINISHED) {
            filter.created().from().ifPresent(from -> sql.add(" AND id >= ?", earliest(from.minus(ID_BEFORE))));
            filter.created().to().ifPresent(to -> sql.add(" AND id < ?", earliest(to.plus(ID_AFTER))));
        } else if (side == Side.HOT) {
            sql.add(" AND state = 'FAILED'");
        }
        if (side == Side.COLD || query.sort() == SearchSort.FINISHED) {
            // nothing ends before it is created and has started
            Stream.of(filter.created(), filter.started(), filter.finished())
                    .flatMap(range -> range.from().stream())
                    .max(Comparator.naturalOrder())
                    .ifPresent(from -> sql.add(" AND finished_at >= ?", from));
            filter.finished().to().ifPresent(to -> sql.add(" AND finished_at < ?", to));
        }
        return sql.add(terms.deadLetters(side));
    }

    private static UUID earliest(Instant at) {
        return new UUID(Math.max(0, at.toEpochMilli()) << 16, 0);
    }

    private static String keys(SearchQuery query) {
        String order = order(query);
        return query.sort() == SearchSort.FINISHED ? "finished_at " + order + ", id " + order : "id " + order;
    }

    private static String order(SearchQuery query) {
        return query.ascending() ? "ASC" : "DESC";
    }
}
