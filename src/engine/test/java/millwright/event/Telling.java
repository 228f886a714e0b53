package millwright.event;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import millwright.database.Database;
import millwright.database.Database.SqlArray;

/** Tells the feed as a statement that changes jobs would. */
final class Telling {

    private static final String TOLD =
            """
            INSERT INTO millwright.feed (state, queue, definition, jobs, submitters)
            VALUES (?, 'default', 'work', ?::uuid[], ?::text[])
            """;

    private Telling() {}

    /** In one row, by submitters "by 0", "by 1" and so on. */
    static void told(Database database, String state, UUID... jobs) {
        database.update(
                TOLD,
                state,
                new SqlArray("uuid", List.of(jobs)),
                new SqlArray(
                        "text",
                        IntStream.range(0, jobs.length).mapToObj(i -> "by " + i).toList()));
    }
}
