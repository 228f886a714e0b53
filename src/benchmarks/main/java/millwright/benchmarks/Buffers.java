package millwright.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** How many pages PostgreSQL's sessions have asked for so far, in memory or not. */
record Buffers(long pages) {

    // without autovacuum's, which come at their own times
    private static final String SESSIONS =
            """
            SELECT coalesce(sum(coalesce(hits, 0) + coalesce(reads, 0)), 0)::bigint FROM pg_stat_io
             WHERE backend_type IN ('client backend', 'background worker')
            """;
    // before PostgreSQL 16
    private static final String DATABASE =
            "SELECT blks_hit + blks_read FROM pg_stat_database WHERE datname = current_database()";
    private static final String IDLE =
            """
            SELECT pid FROM pg_stat_activity
             WHERE datname = current_database() AND state = 'idle' AND pid <> pg_backend_pid()
            """;
    private static final String STILL_THERE = "SELECT count(*) FROM pg_stat_activity WHERE pid = ANY (?)";

    private static final long POLL_MILLIS = 10;
    private static final long PATIENCE_NANOS = 2_000_000_000L;

    /** A session tells the statistics what it read when it has time for it, at the latest when it ends: so it ends. */
    static Buffers read(Bench bench) throws SQLException, InterruptedException {
        try (Connection connection = bench.server().connect(bench.database())) {
            Integer[] sessions = idle(connection);
            bench.pool().getHikariPoolMXBean().softEvictConnections();
            long patience = System.nanoTime() + PATIENCE_NANOS;
            // a node that has joined keeps some for life; they do next to nothing
            while (stillThere(connection, sessions)
                            > bench.pool().getHikariPoolMXBean().getActiveConnections()
                    && System.nanoTime() < patience) {
                Thread.sleep(POLL_MILLIS);
            }
            boolean ofSessions = connection.getMetaData().getDatabaseMajorVersion() >= 16;
            return new Buffers(DatabaseServer.number(connection, ofSessions ? SESSIONS : DATABASE));
        }
    }

    long since(Buffers before) {
        return pages - before.pages;
    }

    private static Integer[] idle(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(IDLE);
                ResultSet row = statement.executeQuery()) {
            List<Integer> pids = new ArrayList<>();
            while (row.next()) {
                pids.add(row.getInt(1));
            }
            return pids.toArray(Integer[]::new);
        }
    }

    private static long stillThere(Connection connection, Integer[] sessions) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(STILL_THERE)) {
            statement.setArray(1, connection.createArrayOf("int4", sessions));
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
