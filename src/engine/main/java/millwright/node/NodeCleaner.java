package millwright.node;

import java.time.Duration;
import java.util.UUID;
import millwright.database.Database;

/** Forgets nodes that have been gone for long. Any number of nodes may do so at once. */
final class NodeCleaner {

    private static final int AT_ONCE = 20;

    private static final String LONG_GONE =
            """
            SELECT id FROM millwright.node
             WHERE NOT alive AND rescued_at IS NOT NULL AND ended_at < millwright.clock() - ? * interval '1 millisecond'
             ORDER BY ended_at LIMIT %s
            """
                    .formatted(AT_ONCE);

    // A scan of what is not over for each row that goes, as its rescue was: nothing that runs is to lose its node. Only
    // the rescue needs the row, and who claims holds it.
    private static final String FORGET =
            """
            DELETE FROM millwright.node n
             WHERE id = ? AND NOT alive AND rescued_at IS NOT NULL
               AND NOT EXISTS (SELECT FROM millwright.job j WHERE j.node = n.id AND j.state = 'RUNNING')
            """;

    private final Database database;
    private final Duration keep;

    NodeCleaner(Database database, Duration keep) {
        this.database = database;
        this.keep = keep;
    }

    /** How many nodes were forgotten. */
    int clean() {
        int gone = 0;
        for (UUID node : database.list(LONG_GONE, row -> row.getObject("id", UUID.class), keep.toMillis())) {
            gone += database.update(FORGET, node);
        }
        return gone;
    }
}
