package millwright.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Promise 3 at random moments: the node that runs a job of 200,000 items is killed (SIGKILL) or frozen (SIGSTOP, until
 * another has taken its work, then SIGCONT), and each item is there exactly once. By turns in one step and in four
 * partitions; twice each in every build, twenty times with {@code -Plong}.
 */
class BatchUnderFireIT {

    private static final Duration LONGEST = Duration.ofMinutes(4);
    private static final List<String> DEFINITIONS = List.of("many", "many-spread");

    private static final Map<String, String> SETTINGS = Map.of(
            "MILLWRIGHT_NODE_HEARTBEAT", "PT0.5S",
            "MILLWRIGHT_NODE_DEAD_AFTER", "PT3S");

    // How many rows there are and how many different numbers, and what the steps say that they have written.
    private static final String OUTCOME =
            """
            SELECT (SELECT count(*) || ' rows, ' || count(DISTINCT number) || ' numbers to ' || max(number) FROM range.item)
                   || ', counted ' || (
                   SELECT sum(coalesce(p.write_count, s.write_count))
                     FROM millwright.job_instance i
                     JOIN millwright.job_execution x ON x.job_instance_id = i.id
                     JOIN millwright.step_execution s ON s.job_execution_id = x.id
                     LEFT JOIN millwright.partition_execution p ON p.step_execution_id = s.id
                    WHERE i.job_id = '%s')
            """;

    private static final String EACH_ONCE = "200000 rows, 200000 numbers to 200000, counted 200000";

    @TempDir
    private static Path folder;

    private static RestartablePostgres postgres;
    private static Cluster cluster;
    private static final Random CHANCE = new Random();
    private static final Map<String, Cluster.Node> RUNNING_AS = new HashMap<>();

    @BeforeAll
    static void startTwoNodes() throws IOException, SQLException {
        postgres = new RestartablePostgres(folder.resolve("postgres"));
        sql(RangeJobs.TABLE);
        cluster = new Cluster(folder, RangeJobs.folder(folder), postgres.url(), SETTINGS);
        for (int i = 0; i < 2; i++) {
            Cluster.Node node = cluster.startAnother();
            node.api().awaitReady(node.process());
            note(node);
        }
    }

    @AfterAll
    static void stopAll() throws IOException {
        if (cluster != null) {
            cluster.close();
        }
        postgres.close();
    }

    @Test
    void aKilledNodesItemsAreWrittenExactlyOnce() throws SQLException {
        int kills = Integer.getInteger("millwright.batch.kills", 2);
        for (int kill = 0; kill < kills; kill++) {
            Run run = Run.begun(kill);
            long at = run.awaitARandomMoment();
            Cluster.Node victim = run.node();
            victim.process().signal("KILL");
            assertEquals(137, victim.process().exitCode());
            cluster.start(victim);
            run.assertEndedWithEachItemOnce("kill " + (kill + 1) + " of " + kills + " at " + at);
            victim.api().awaitReady(victim.process());
            note(victim);
        }
    }

    @Test
    void aFrozenNodesItemsAreWrittenExactlyOnce() throws SQLException {
        int freezes = Integer.getInteger("millwright.batch.freezes", 2);
        for (int freeze = 0; freeze < freezes; freeze++) {
            Run run = Run.begun(freeze);
            long at = run.awaitARandomMoment();
            Cluster.Node victim = run.node();
            String what = "freeze " + (freeze + 1) + " of " + freezes + " at " + at;
            victim.process().signal("STOP");
            try {
                // the other node has run it to its end by then, so the lease is long gone
                run.assertEndedWithEachItemOnce(what);
            } finally {
                victim.process().signal("CONT");
            }
            note(victim);
            run.assertEndedWithEachItemOnce(what + ", woken");
        }
    }

    /** The node goes on as an incarnation that was not there before. */
    private static void note(Cluster.Node node) {
        String unknown = "SELECT min(id::text) FROM millwright.node WHERE alive AND id::text <> ALL ('{"
                + String.join(",", RUNNING_AS.keySet()) + "}')";
        Await.until("the node is there", LONGEST, () -> text(unknown) != null);
        RUNNING_AS.put(text(unknown), node);
    }

    /** A job that runs on one of the nodes. */
    private record Run(String job) {

        static Run begun(int turn) throws SQLException {
            sql("TRUNCATE range.item");
            String definition = DEFINITIONS.get(turn % DEFINITIONS.size());
            HttpResponse<String> submitted =
                    cluster.node(0).api().post("/jobs", "{\"definition\": \"" + definition + "\"}");
            assertEquals(201, submitted.statusCode(), submitted::body);
            return new Run(Api.json(submitted.body()).getString("id"));
        }

        /** How many items were committed then: some, and never so many that the rest is done before the signal comes. */
        long awaitARandomMoment() {
            int least = CHANCE.nextInt(RangeJobs.MANY * 3 / 5);
            Await.until(least + " items are committed", LONGEST, () -> committed() > least);
            return committed();
        }

        Cluster.Node node() {
            return RUNNING_AS.get(text("SELECT node::text FROM millwright.job WHERE id = '" + job + "'"));
        }

        void assertEndedWithEachItemOnce(String when) {
            Await.until("the job is over (" + when + ")", LONGEST, this::isOver);
            assertEquals(EACH_ONCE, text(OUTCOME.formatted(job)), when);
            assertEquals(
                    "LOST COMPLETED",
                    text("SELECT string_agg(outcome, ' ' ORDER BY lease) FROM millwright.attempt WHERE job_id = '" + job
                            + "'"),
                    () -> when + "\n" + cluster.output());
            assertEquals("0", text("SELECT count(*) FROM millwright.job"), when);
            System.out.println(when + ": each of the " + RangeJobs.MANY + " items is there once");
        }

        private boolean isOver() {
            return !text("SELECT count(*) FROM millwright.job_archive WHERE id = '" + job + "'")
                    .equals("0");
        }
    }

    private static long committed() {
        return Long.parseLong(text("SELECT count(*) FROM range.item"));
    }

    private static String text(String query) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new AssertionError(query, e);
        }
    }

    private static void sql(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection connect() throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl());
    }
}
