package millwright.search;

import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;
import millwright.job.Job;

/**
 * How far a scan has come.
 *
 * @param finished null where ids are the order
 */
record Position(Instant finished, UUID id) {

    /** As PostgreSQL compares them. */
    static final Comparator<UUID> IDS = (a, b) -> {
        int high = Long.compareUnsigned(a.getMostSignificantBits(), b.getMostSignificantBits());
        return high != 0 ? high : Long.compareUnsigned(a.getLeastSignificantBits(), b.getLeastSignificantBits());
    };

    private static final Comparator<Position> ASCENDING = Comparator.comparing(
                    Position::finished, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(Position::id, IDS);

    static Comparator<Position> order(boolean ascending) {
        return ascending ? ASCENDING : ASCENDING.reversed();
    }

    static Position of(Job job, SearchSort sort) {
        return new Position(sort == SearchSort.FINISHED ? job.finishedAt() : null, job.id());
    }

    /** What there is before it has been scanned. */
    Instant time() {
        return finished == null ? Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16) : finished;
    }
}
