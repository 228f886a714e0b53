package millwright.job;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import millwright.database.Database;
import millwright.database.Database.SqlArray;

/** Tells which jobs there are, to those who may see them. */
final class KnownJobs {

    private static final String KNOWN =
            """
            SELECT id FROM millwright.job WHERE id = ANY (?) AND %1$s
            UNION
            SELECT id FROM millwright.job_archive WHERE id = ANY (?) AND finished_at >= ? AND %1$s
            """
                    .formatted(Sight.CONDITION);

    private final Database database;

    KnownJobs(Database database) {
        this.database = database;
    }

    /** Which of {@code ids} are of jobs that are still kept. */
    Set<UUID> known(Set<UUID> ids) {
        return known(ids, Visibility.ALL);
    }

    /** The same of those that {@code sight} sees. */
    Set<UUID> known(Set<UUID> ids, Visibility sight) {
        SqlArray array = new SqlArray("uuid", java.util.List.copyOf(ids));
        var earliest = ids.stream()
                .filter(id -> id.version() == 7)
                .map(JobStore::earliestEnd)
                .min(Instant::compareTo)
                .orElse(Instant.EPOCH);
        Object[] seen = Sight.values(sight);
        Object[] values = Stream.of(new Object[] {array}, seen, new Object[] {array, earliest}, seen)
                .flatMap(Stream::of)
                .toArray();
        return new HashSet<>(database.list(KNOWN, row -> row.getObject("id", UUID.class), values));
    }
}
