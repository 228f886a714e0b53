package millwright.job;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import millwright.database.Database;
import millwright.database.Database.SqlArray;

/** Reads how jobs come from one another. */
final class LineageStore {

    private static final List<String> TABLES = List.of("millwright.job", "millwright.job_archive");
    private static final List<String> DEPENDENCIES = List.of("millwright.job_dependency", "millwright.past_dependency");
    private static final List<String> LINKS = List.of("parent", "retry_of", "redriven_from");

    // Each step is a look-up by an index, in both tables; no more steps are taken than rows are asked for. Not sorted
    // before the limit, which would walk all of them. Nothing is reached by way of a job that is not seen.
    private static final String KIN =
            """
            WITH RECURSIVE kin AS (
                SELECT ?::uuid AS id
                UNION
                SELECT next.id FROM kin CROSS JOIN LATERAL (%1$s) AS next
                 WHERE next.id IS NOT NULL AND EXISTS (%2$s)
            )
            SELECT j.* FROM (SELECT id FROM kin LIMIT %3$s) AS k
             CROSS JOIN LATERAL (
                SELECT * FROM (%4$s) AS found LIMIT 1) AS j
             ORDER BY j.created_at, j.id
            """
                    .formatted(
                            Stream.concat(
                                            TABLES.stream().flatMap(LineageStore::steps),
                                            DEPENDENCIES.stream().flatMap(LineageStore::waits))
                                    .collect(Collectors.joining(" UNION ALL ")),
                            TABLES.stream()
                                    .map(table ->
                                            "SELECT 1 FROM " + table + " WHERE id = next.id AND " + Sight.CONDITION)
                                    .collect(Collectors.joining(" UNION ALL ")),
                            Lineage.MOST + 1,
                            TABLES.stream()
                                    .map(table -> "SELECT id, definition, state, parent, retry_of, redriven_from,"
                                            + " created_at FROM " + table + " WHERE id = k.id")
                                    .collect(Collectors.joining(" UNION ALL ")));

    private static final String WAITS = DEPENDENCIES.stream()
            .map(table ->
                    "SELECT child, parent, on_failure FROM " + table + " WHERE child = ANY (?) AND parent = ANY (?)")
            .collect(Collectors.joining(" UNION ", "", " ORDER BY child, parent LIMIT " + (Lineage.MOST_WAITS + 1)));

    private final Database database;

    LineageStore(Database database) {
        this.database = database;
    }

    private static Stream<String> steps(String table) {
        return Stream.concat(
                LINKS.stream().map(link -> "SELECT " + link + " AS id FROM " + table + " WHERE id = kin.id"),
                LINKS.stream().map(link -> "SELECT id FROM " + table + " WHERE " + link + " = kin.id"));
    }

    private static Stream<String> waits(String table) {
        return Stream.of(
                "SELECT parent AS id FROM " + table + " WHERE child = kin.id",
                "SELECT child AS id FROM " + table + " WHERE parent = kin.id");
    }

    /** @param sight what is linked by way of a job that it does not see is left out */
    Lineage of(UUID id, Visibility sight) {
        Object[] seen = Sight.values(sight);
        List<Lineage.Link> found = database.list(
                KIN,
                LineageStore::link,
                Stream.of(new Object[] {id}, seen, seen).flatMap(Stream::of).toArray());
        boolean complete = found.size() <= Lineage.MOST;
        List<Lineage.Link> links = complete ? found : found.subList(0, Lineage.MOST);
        SqlArray ids = new SqlArray("uuid", links.stream().map(Lineage.Link::id).toList());
        List<Lineage.Wait> waits = database.list(
                WAITS,
                row -> new Lineage.Wait(
                        row.getObject("child", UUID.class),
                        row.getObject("parent", UUID.class),
                        Dependency.OnFailure.valueOf(row.getString("on_failure"))),
                ids,
                ids,
                ids,
                ids);
        boolean all = waits.size() <= Lineage.MOST_WAITS;
        return new Lineage(links, all ? waits : waits.subList(0, Lineage.MOST_WAITS), complete && all);
    }

    private static Lineage.Link link(ResultSet row) throws SQLException {
        return new Lineage.Link(
                row.getObject("id", UUID.class),
                row.getString("definition"),
                JobState.valueOf(row.getString("state")),
                row.getObject("parent", UUID.class),
                row.getObject("retry_of", UUID.class),
                row.getObject("redriven_from", UUID.class),
                Database.instant(row, "created_at"));
    }
}
