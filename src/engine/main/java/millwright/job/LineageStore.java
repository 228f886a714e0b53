package millwright.job;

import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import millwright.database.Database;

/** Reads how jobs come from one another. */
final class LineageStore {

    private static final List<String> TABLES = List.of("millwright.job", "millwright.job_archive");
    private static final List<String> LINKS = List.of("parent", "retry_of", "redriven_from");

    // Each step is a look-up by an index, in both tables; no more steps are taken than rows are asked for. Not sorted
    // before the limit, which would walk all of them.
    private static final String KIN =
            """
            WITH RECURSIVE kin AS (
                SELECT ?::uuid AS id
                UNION
                SELECT next.id FROM kin CROSS JOIN LATERAL (%1$s) AS next WHERE next.id IS NOT NULL
            )
            SELECT j.* FROM (SELECT id FROM kin LIMIT %2$s) AS k
             CROSS JOIN LATERAL (
                SELECT * FROM (%3$s) AS found LIMIT 1) AS j
             ORDER BY j.created_at, j.id
            """
                    .formatted(
                            TABLES.stream().flatMap(LineageStore::steps).collect(Collectors.joining(" UNION ALL ")),
                            Lineage.MOST + 1,
                            TABLES.stream()
                                    .map(table -> "SELECT id, definition, state, parent, retry_of, redriven_from,"
                                            + " created_at FROM " + table + " WHERE id = k.id")
                                    .collect(Collectors.joining(" UNION ALL ")));

    private final Database database;

    LineageStore(Database database) {
        this.database = database;
    }

    private static Stream<String> steps(String table) {
        return Stream.concat(
                LINKS.stream().map(link -> "SELECT " + link + " AS id FROM " + table + " WHERE id = kin.id"),
                LINKS.stream().map(link -> "SELECT id FROM " + table + " WHERE " + link + " = kin.id"));
    }

    Lineage of(UUID id) {
        List<Lineage.Link> links = database.list(
                KIN,
                row -> new Lineage.Link(
                        row.getObject("id", UUID.class),
                        row.getString("definition"),
                        JobState.valueOf(row.getString("state")),
                        row.getObject("parent", UUID.class),
                        row.getObject("retry_of", UUID.class),
                        row.getObject("redriven_from", UUID.class),
                        Database.instant(row, "created_at")),
                id);
        boolean complete = links.size() <= Lineage.MOST;
        return new Lineage(complete ? links : links.subList(0, Lineage.MOST), complete);
    }
}
