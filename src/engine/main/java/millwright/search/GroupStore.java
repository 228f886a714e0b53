package millwright.search;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import millwright.database.Database;
import millwright.database.Database.SqlArray;
import millwright.job.Visibility;

/** Owns the SQL that groups dead letters. */
final class GroupStore {

    private static final String SEEN =
            """
            state = 'FAILED' AND (?::text IS NULL OR submitter = ?)
               AND (cardinality(?::text[]) = 0 OR queue = ANY (?))
               AND (cardinality(?::text[]) = 0 OR definition = ANY (?))""";

    private static final String LIST = grouped(
            """
            (?::text IS NULL OR definition = ?) AND (?::text IS NULL OR queue = ?)
               AND (?::text IS NULL OR error ->> 'code' = ?)""");

    private static final String FIND = grouped("millwright.error_group(definition, error) = ?");

    private static final String MEMBERS =
            """
            SELECT id FROM millwright.job
             WHERE %s AND millwright.error_group(definition, error) = ?
             ORDER BY finished_at, id LIMIT ?
            """
                    .formatted(SEEN);

    private static final String VISIBLE =
            """
            SELECT id FROM millwright.job WHERE %s AND id = ANY (?)
            """.formatted(SEEN);

    private static final int HOURS = 24;

    private final Database database;

    GroupStore(Database database) {
        this.database = database;
    }

    // What the members have in common is read of the newest one, along the index of the groups.
    private static String grouped(String which) {
        return """
            WITH hours AS (
                SELECT millwright.error_group(definition, error) AS id,
                       greatest(23 - floor(extract(epoch FROM millwright.clock() - finished_at) / 3600), -1)::integer
                           AS hour,
                       count(*) AS jobs, min(finished_at) AS first_seen, max(finished_at) AS last_seen
                  FROM millwright.job
                 WHERE %1$s AND %2$s
                 GROUP BY 1, 2
            ), grouped AS (
                SELECT id, sum(jobs)::bigint AS jobs, min(first_seen) AS first_seen, max(last_seen) AS last_seen,
                       array_agg(hour) AS hours, array_agg(jobs) AS jobs_of_hours
                  FROM hours GROUP BY id ORDER BY 2 DESC, 4 DESC, id LIMIT ? OFFSET ?
            )
            SELECT g.id, g.jobs, g.first_seen, g.last_seen, g.hours, g.jobs_of_hours, n.id AS last, n.definition,
                   n.error ->> 'code' AS code, n.error ->> 'exception' AS exception, n.error ->> 'frame' AS frame,
                   n.error ->> 'message' AS message
              FROM grouped g
             CROSS JOIN LATERAL (
                SELECT id, definition, error FROM millwright.job
                 WHERE %1$s AND millwright.error_group(definition, error) = g.id
                 ORDER BY finished_at DESC, id DESC LIMIT 1) AS n
             ORDER BY g.jobs DESC, g.last_seen DESC, g.id
            """
                .formatted(SEEN, which);
    }

    List<DeadLetterGroup> list(DeadLetterGroups.Query query, Visibility visibility) {
        String definition = query.definition().orElse(null);
        String queue = query.queue().orElse(null);
        String code = query.errorCode().orElse(null);
        return groups(LIST, visibility, definition, definition, queue, queue, code, code, query.limit(), query.skip());
    }

    Optional<DeadLetterGroup> find(String group, Visibility visibility) {
        return groups(FIND, visibility, group, 1, 0).stream().findFirst();
    }

    private List<DeadLetterGroup> groups(String sql, Visibility visibility, Object... which) {
        return database.list(
                sql,
                row -> new DeadLetterGroup(
                        row.getString("id"),
                        row.getString("definition"),
                        row.getString("code"),
                        Optional.ofNullable(row.getString("exception")),
                        Optional.ofNullable(row.getString("frame")).filter(frame -> !frame.isEmpty()),
                        row.getString("message"),
                        row.getObject("last", UUID.class),
                        row.getLong("jobs"),
                        Database.instant(row, "first_seen"),
                        Database.instant(row, "last_seen"),
                        trend((Integer[]) row.getArray("hours").getArray(), (Long[])
                                row.getArray("jobs_of_hours").getArray())),
                joined(seen(visibility), which, seen(visibility)));
    }

    /** Those before the last day count in no hour of it; a clock that was set back puts others into the last. */
    private static List<Long> trend(Integer[] hours, Long[] jobs) {
        Long[] trend = new Long[HOURS];
        Arrays.fill(trend, 0L);
        for (int i = 0; i < hours.length; i++) {
            if (hours[i] >= 0) {
                trend[Math.min(hours[i], HOURS - 1)] += jobs[i];
            }
        }
        return List.of(trend);
    }

    List<UUID> members(String group, Visibility visibility, int limit) {
        return database.list(
                MEMBERS, row -> row.getObject("id", UUID.class), joined(seen(visibility), new Object[] {group, limit}));
    }

    List<UUID> visible(List<UUID> ids, Visibility visibility) {
        return database.list(VISIBLE, row -> row.getObject("id", UUID.class), joined(seen(visibility), new Object[] {
            new SqlArray("uuid", ids)
        }));
    }

    private static Object[] seen(Visibility visibility) {
        String submitter = visibility.submitter().orElse(null);
        SqlArray queues = new SqlArray("text", List.copyOf(visibility.queues()));
        SqlArray definitions = new SqlArray("text", List.copyOf(visibility.definitions()));
        return new Object[] {submitter, submitter, queues, queues, definitions, definitions};
    }

    private static Object[] joined(Object[]... parts) {
        return Stream.of(parts).flatMap(Stream::of).toArray();
    }
}
