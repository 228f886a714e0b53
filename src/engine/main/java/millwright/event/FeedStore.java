package millwright.event;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import millwright.database.Database;

/** Owns the SQL of {@code millwright.feed} and {@code millwright.feed_end}. */
final class FeedStore {

    // One node at a time, which holds the row until it has committed: places become visible in their order. A row is
    // given its place in the order of the ids: whatever had a job's row later than another, and has committed, is seen
    // together with that other. Another node may have been at it since this statement's snapshot: its rows are looked
    // at again before they are changed, and then left alone.
    private static final String PLACE =
            """
            WITH turn AS MATERIALIZED (
                SELECT seq FROM millwright.feed_end FOR NO KEY UPDATE SKIP LOCKED
            ), fresh AS MATERIALIZED (
                SELECT ctid AS place, id FROM millwright.feed
                 WHERE seq IS NULL AND EXISTS (SELECT FROM turn)
                 ORDER BY id LIMIT ?
            ), numbered AS MATERIALIZED (
                SELECT fresh.place, turn.seq + row_number() OVER (ORDER BY fresh.id) AS seq FROM fresh, turn
            ), placed AS (
                UPDATE millwright.feed f SET seq = n.seq FROM numbered n WHERE f.ctid = n.place AND f.seq IS NULL
                RETURNING f.seq
            ), ended AS (
                UPDATE millwright.feed_end SET seq = (SELECT max(seq) FROM placed) WHERE EXISTS (SELECT FROM placed)
            )
            SELECT count(*) AS rows FROM placed
            """;

    // The ends are those of the same moment: whoever is told that nothing lies between has missed nothing.
    private static final String READ =
            """
            SELECT e.seq AS last, e.forgotten, f.*
              FROM millwright.feed_end e
              LEFT JOIN LATERAL (
                SELECT seq, at, state, queue, definition, jobs, submitters, correlation_ids
                  FROM millwright.feed WHERE seq >= ? ORDER BY seq LIMIT ?) AS f ON true
             ORDER BY f.seq
            """;

    // From where the last one ended: the index is full of dead entries before that. Up to the first that is young
    // enough,
    // whatever comes behind it: a transaction that was committed late has told of an earlier time.
    private static final String FORGET =
            """
            WITH turn AS MATERIALIZED (
                SELECT forgotten FROM millwright.feed_end FOR NO KEY UPDATE SKIP LOCKED
            ), oldest AS MATERIALIZED (
                SELECT f.place, f.seq, f.at FROM turn
                 CROSS JOIN LATERAL (
                    SELECT ctid AS place, seq, at FROM millwright.feed
                     WHERE seq > turn.forgotten ORDER BY seq LIMIT ?) AS f
            ), kept AS MATERIALIZED (
                SELECT min(seq) AS seq FROM oldest
                 WHERE at >= millwright.clock() - ?::bigint * interval '1 millisecond'
            ), gone AS (
                DELETE FROM millwright.feed f USING oldest o, kept
                 WHERE f.ctid = o.place AND f.seq = o.seq AND (kept.seq IS NULL OR o.seq < kept.seq)
                RETURNING f.seq
            ), ended AS (
                UPDATE millwright.feed_end SET forgotten = (SELECT max(seq) FROM gone) WHERE EXISTS (SELECT FROM gone)
            )
            SELECT count(*) AS rows FROM gone
            """;

    private final Database database;

    FeedStore(Database database) {
        this.database = database;
    }

    /** Up to where rows have a place, and up to where they may be deleted. */
    record End(long seq, long forgotten) {

        /** Behind all there is. */
        FeedPosition last() {
            return new FeedPosition(seq + 1, 0);
        }

        /** Before all that is kept. */
        FeedPosition first() {
            return new FeedPosition(forgotten + 1, 0);
        }
    }

    /**
     * A part of the feed.
     *
     * @param end the ends of the feed when it was read
     * @param next the place behind its last row, behind which no row is left out
     */
    record Page(End end, List<FeedRow> rows, FeedPosition next) {}

    private record Line(End end, FeedRow row) {}

    /** Gives up to {@code most} rows their place; how many, none when another node is at it. */
    long place(int most) {
        return database.first(PLACE, row -> row.getLong("rows"), most).orElse(0L);
    }

    /** The ends alone. */
    End end() {
        return read(Long.MAX_VALUE, 1).end();
    }

    /** From the row at this place on, in order. */
    Page read(long from, int most) {
        List<Line> lines = database.list(READ, FeedStore::line, from, most);
        End end = lines.get(0).end();
        List<FeedRow> rows =
                lines.stream().map(Line::row).filter(Objects::nonNull).toList();
        boolean isAll = rows.size() < most;
        FeedPosition next =
                isAll ? end.last() : new FeedPosition(rows.get(rows.size() - 1).seq() + 1, 0);
        return new Page(end, rows, next);
    }

    /** Deletes up to {@code most} rows that are older than this; how many. */
    long forget(Duration age, int most) {
        return database.first(FORGET, row -> row.getLong("rows"), most, age.toMillis())
                .orElse(0L);
    }

    private static Line line(ResultSet row) throws SQLException {
        return new Line(new End(row.getLong("last"), row.getLong("forgotten")), row(row));
    }

    private static FeedRow row(ResultSet row) throws SQLException {
        long seq = row.getLong("seq");
        if (row.wasNull()) {
            return null;
        }
        return new FeedRow(
                seq,
                Database.instant(row, "at"),
                row.getString("state"),
                row.getString("queue"),
                row.getString("definition"),
                List.of((UUID[]) row.getArray("jobs").getArray()),
                texts(row.getArray("submitters")),
                texts(row.getArray("correlation_ids")));
    }

    private static List<String> texts(Array array) throws SQLException {
        return array == null ? List.of() : Arrays.asList((String[]) array.getArray());
    }
}
