package millwright.search;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import millwright.database.Database;
import millwright.database.Json;
import millwright.job.Job;
import millwright.job.JobRow;

/** Reads all that fits of a range of time, for what can be sorted in no other way; and estimates how much that is. */
final class RangeStore {

    private final Database database;

    RangeStore(Database database) {
        this.database = database;
    }

    /** A job and what it is sorted by, in microseconds. */
    record Keyed(Job job, long key) {}

    /** The first {@code most} of a sort by start or duration, in one snapshot. */
    List<Keyed> first(Terms terms, SearchQuery query, int most) {
        if (terms.sides().isEmpty()) {
            return List.of();
        }
        Sql sql = Sql.union(terms.sides().stream()
                .map(side -> side(terms, query, most, side))
                .toList());
        Comparator<Keyed> order = Comparator.comparingLong(Keyed::key)
                .thenComparing((Keyed keyed) -> keyed.job().id(), Position.IDS);
        return database
                .list(sql.text(), row -> new Keyed(JobRow.job(row), row.getLong("key")), sql.parameters())
                .stream()
                .sorted(query.ascending() ? order : order.reversed())
                .limit(most)
                .toList();
    }

    private static Sql side(Terms terms, SearchQuery query, int most, Side side) {
        String key = query.sort() == SearchSort.DURATION ? "finished_at - started_at" : "started_at";
        String order = query.ascending() ? "ASC" : "DESC";
        Sql rows = Sql.of("SELECT * FROM " + side.table() + " WHERE " + key + " IS NOT NULL AND ")
                .add(terms.condition(side));
        if (side == Side.COLD) {
            // nothing ends before it has started: names the partitions
            terms.filter().started().from().ifPresent(from -> rows.add(" AND finished_at >= ?", from));
        }
        query.after()
                .ifPresent(place -> rows.add(
                        " AND (" + key + ", id) " + (query.ascending() ? ">" : "<") + " ("
                                + (query.sort() == SearchSort.DURATION ? "" : "timestamptz 'epoch' + ")
                                + "? * interval '1 microsecond', ?)",
                        place.key(),
                        place.id()));
        rows.add(" ORDER BY " + key + " " + order + ", id " + order + " LIMIT ?", most);
        return Sql.of("SELECT " + side.columns() + ", (extract(epoch FROM " + key
                        + ") * 1000000)::bigint AS key FROM (")
                .add(rows)
                .add(") AS " + side.alias());
    }

    /** What the planner makes of it; it reads no row. */
    long estimate(Terms terms) {
        if (terms.sides().isEmpty()) {
            return 0;
        }
        Sql sql = Sql.of("EXPLAIN (FORMAT JSON) ")
                .add(Sql.union(terms.sides().stream()
                        .map(side -> Sql.of("SELECT FROM " + side.table() + " WHERE ")
                                .add(terms.condition(side)))
                        .toList()));
        String plan = database.list(sql.text(), row -> row.getString(1), sql.parameters()).stream()
                .collect(Collectors.joining());
        return Json.array(plan)
                .getJsonObject(0)
                .getJsonObject("Plan")
                .getJsonNumber("Plan Rows")
                .longValue();
    }

    /** Of the place after {@code last}. */
    static Place place(Keyed last, Optional<Instant> since) {
        return new Place(last.key(), last.job().id(), since);
    }
}
