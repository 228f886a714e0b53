package millwright.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** No job server at all: what PostgreSQL and the driver give when each connection claims 50 jobs and completes 50. */
final class BareJdbc implements Contender {

    private static final Logger LOG = Logger.getLogger(BareJdbc.class.getName());
    private static final int SET = 50;
    private static final int INSERTS = 1_000;

    private static final String TABLE =
            """
            CREATE TABLE IF NOT EXISTS job (
                id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, queue text NOT NULL DEFAULT 'default',
                priority smallint NOT NULL DEFAULT 0, state smallint NOT NULL DEFAULT 0,
                run_at timestamptz NOT NULL DEFAULT now(), type text NOT NULL, payload jsonb NOT NULL,
                attempts smallint NOT NULL DEFAULT 0, owner text, started_at timestamptz, finished_at timestamptz);
            CREATE INDEX IF NOT EXISTS job_ready ON job (priority DESC, run_at, id) WHERE state = 0
            """;
    private static final String INSERT = "INSERT INTO job (type, payload) VALUES ('noop', ?::jsonb)";
    private static final String CLAIM =
            """
            UPDATE job SET state = 1, owner = ?, started_at = now(), attempts = attempts + 1
             WHERE id IN (SELECT id FROM job WHERE state = 0 AND run_at <= now()
                           ORDER BY priority DESC, run_at, id FOR UPDATE SKIP LOCKED LIMIT ?)
            RETURNING id, type, payload
            """;
    private static final String COMPLETE = "UPDATE job SET state = 2, finished_at = now() WHERE id = ANY (?)";
    private static final String LEFT = "SELECT count(*) FROM job WHERE state <> 2";

    private final HikariDataSource pool;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopped;

    BareJdbc(HikariDataSource pool) {
        this.pool = pool;
    }

    @Override
    public void join() throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(TABLE);
        }
    }

    @Override
    public void run(int workers) {
        stopped = false;
        for (int i = 0; i < workers; i++) {
            String owner = "worker-" + i;
            Thread thread = new Thread(() -> work(owner), owner);
            threads.add(thread);
            thread.start();
        }
    }

    private void work(String owner) {
        try (Connection connection = pool.getConnection();
                PreparedStatement claim = connection.prepareStatement(CLAIM);
                PreparedStatement complete = connection.prepareStatement(COMPLETE)) {
            while (!stopped) {
                Long[] ids = claim(claim, owner);
                if (ids.length == 0) {
                    return;
                }
                for (int i = 0; i < ids.length; i++) {
                    Work.run(0);
                }
                Array array = connection.createArrayOf("bigint", ids);
                complete.setArray(1, array);
                complete.executeUpdate();
            }
        } catch (SQLException e) {
            LOG.log(Level.SEVERE, "The bare loop broke", e);
        }
    }

    private static Long[] claim(PreparedStatement claim, String owner) throws SQLException {
        claim.setString(1, owner);
        claim.setInt(2, SET);
        List<Long> ids = new ArrayList<>(SET);
        try (ResultSet row = claim.executeQuery()) {
            while (row.next()) {
                ids.add(row.getLong(1));
                row.getString(2);
                row.getString(3);
            }
        }
        return ids.toArray(Long[]::new);
    }

    @Override
    public void leave() {
        stopped = true;
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        threads.clear();
    }

    @Override
    public void submit(long sentMicros) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, payload(sentMicros));
            insert.executeUpdate();
        }
    }

    @Override
    public void submitAll(int jobs) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (int i = 1; i <= jobs; i++) {
                insert.setString(1, payload(0));
                insert.addBatch();
                if (i % INSERTS == 0 || i == jobs) {
                    insert.executeBatch();
                }
            }
        }
    }

    private static String payload(long sentMicros) {
        return "{\"sent\": " + sentMicros + "}";
    }

    @Override
    public long left() throws SQLException {
        try (Connection connection = pool.getConnection()) {
            return DatabaseServer.number(connection, LEFT);
        }
    }

    @Override
    public void close() {
        leave();
        pool.close();
    }
}
