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
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Promises 1, 2 and 4 with thousands of jobs on two and three nodes: whatever is done to processes, database and
 * connections, each accepted job ends, and its end is recorded once. Short in every build, longer with {@code -Plong}.
 */
class UnderFireIT {

    private static final int JOBS = 10_000;
    private static final int SOME = 2_000;
    private static final Duration LONGEST = Duration.ofMinutes(4);

    private static final Map<String, String> SETTINGS = Map.of(
            "MILLWRIGHT_NODE_HEARTBEAT", "PT0.5S",
            "MILLWRIGHT_NODE_DEAD_AFTER", "PT3S",
            // it is not the jobs that kill these nodes
            "MILLWRIGHT_NODE_CRASH_LIMIT", "1000");

    @TempDir
    private static Path folder;

    private static RestartablePostgres postgres;
    private static Cluster cluster;
    private static final Random CHANCE = new Random();

    @BeforeAll
    static void startTwoNodes() throws IOException, SQLException {
        postgres = new RestartablePostgres(folder.resolve("postgres"));
        sql("CREATE SCHEMA fire");
        sql("CREATE TABLE fire.mark (number integer, job uuid, attempt integer, PRIMARY KEY (job, attempt))");
        cluster = new Cluster(folder, MarkJobs.jar(folder), postgres.url(), SETTINGS);
        cluster.start(2);
    }

    @AfterAll
    static void stopAll() throws IOException {
        if (cluster != null) {
            cluster.close();
        }
        postgres.close();
    }

    @BeforeEach
    void forgetWhatRanBefore() throws SQLException {
        sql("TRUNCATE fire.mark");
        sql("DELETE FROM millwright.job_archive WHERE definition = 'mark'");
    }

    @Test
    void twoNodesRunEachOfTenThousandJobsOnce() throws SQLException {
        flood(JOBS);
        awaitAllOver(JOBS);
        assertEachRecordedOnce(JOBS);
        assertEquals(JOBS, number("SELECT count(*) FROM fire.mark"), "nothing died: nothing runs twice");
        assertEquals(2, number("SELECT count(DISTINCT node) FROM millwright.job_archive WHERE definition = 'mark'"));
    }

    @Test
    void twoOfThreeNodesGoOnWhenOneIsKilled() throws SQLException, IOException {
        Cluster.Node third = cluster.startAnother();
        third.api().awaitReady(third.process());
        Await.until("three nodes live", LONGEST, () -> living() == 3);
        flood(JOBS);
        awaitRunning(JOBS / 4 + CHANCE.nextInt(JOBS / 4));
        third.process().signal("KILL");
        awaitAllOver(JOBS);
        assertEachRecordedOnce(JOBS);
        assertEquals(
                3,
                number("SELECT count(DISTINCT a.node) FROM millwright.attempt a"
                        + " JOIN millwright.job_archive j ON j.id = a.job_id WHERE j.definition = 'mark'"));
        Await.until("the third is declared dead", LONGEST, () -> living() == 2);
    }

    @Test
    void jobsOfAKilledNodeMoveOn() throws SQLException {
        int kills = Integer.getInteger("millwright.fire.kills", 2);
        for (int kill = 0; kill < kills; kill++) {
            forgetWhatRanBefore();
            flood(SOME);
            Cluster.Node victim = cluster.node(kill % 2);
            awaitRunning(CHANCE.nextInt(SOME / 2));
            victim.process().signal("KILL");
            long since = System.nanoTime();
            assertEquals(137, victim.process().exitCode());
            awaitAllOver(SOME);
            tell("kill " + (kill + 1) + " of " + kills, since);
            assertEachRecordedOnce(SOME);
            cluster.start(victim);
            victim.api().awaitReady(victim.process());
        }
    }

    @Test
    void aFrozenNodeWakesUpAndWritesNothing() throws SQLException {
        int freezes = Integer.getInteger("millwright.fire.freezes", 1);
        // several times as long as it takes to be declared dead
        Duration frozen = Duration.ofSeconds(Integer.getInteger("millwright.fire.frozen-seconds", 10));
        for (int freeze = 0; freeze < freezes; freeze++) {
            forgetWhatRanBefore();
            flood(SOME);
            Cluster.Node victim = cluster.node(freeze % 2);
            awaitRunning(CHANCE.nextInt(SOME / 2));
            victim.process().signal("STOP");
            long since = System.nanoTime();
            try {
                awaitAllOver(SOME);
                tell("freeze " + (freeze + 1) + " of " + freezes, since);
                Await.until("it was frozen for " + frozen, LONGEST, () -> System.nanoTime() - since > frozen.toNanos());
            } finally {
                victim.process().signal("CONT");
            }
            String recorded = recorded();
            Await.until("the woken node goes on under a new incarnation", LONGEST, () -> living() == 2);
            assertEquals(recorded, recorded(), "the woken node changed what was recorded");
            assertEachRecordedOnce(SOME);
        }
    }

    @Test
    void aRestartOfTheDatabaseLosesNothing() throws SQLException, IOException {
        flood(SOME);
        awaitRunning(SOME / 4);
        postgres.restart();
        awaitAllOver(SOME);
        assertEachRecordedOnce(SOME);
    }

    @Test
    void endedConnectionsLoseNothing() throws SQLException {
        flood(SOME);
        for (int i = 1; i <= 3; i++) {
            awaitRunning(i * SOME / 5);
            sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    + " WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'");
        }
        awaitAllOver(SOME);
        assertEachRecordedOnce(SOME);
    }

    @Test
    void anExhaustedPoolLosesNothing() throws SQLException {
        submit("hog", "{\"seconds\": 5}");
        submit("hog", "{\"seconds\": 5}");
        flood(SOME);
        awaitAllOver(SOME);
        Await.until("the pool is free again", LONGEST, () -> count("SELECT count(*) FROM millwright.job") == 0);
        assertEquals(
                0,
                number("SELECT count(*) FROM millwright.job_archive"
                        + " WHERE definition = 'mark' AND state NOT IN ('COMPLETED')"));
        assertEquals(SOME, number("SELECT count(DISTINCT id) FROM millwright.job_archive WHERE definition = 'mark'"));
    }

    /** For the output of the long form, which is kept. */
    private static void tell(String what, long since) {
        System.out.printf(
                Locale.ROOT,
                "%s: %d of %d jobs had two attempts or more, all over after %.1f s%n",
                what,
                count("SELECT count(*) FROM (SELECT job FROM fire.mark GROUP BY job HAVING count(*) > 1) AS twice"),
                SOME,
                (System.nanoTime() - since) / 1e9);
    }

    private static void flood(int jobs) {
        submit("flood", "{\"jobs\": " + jobs + "}");
    }

    /** As a client does: told that the server cannot now, it asks again. */
    private static void submit(String definition, String parameters) {
        String request = "{\"definition\": \"" + definition + "\", \"parameters\": " + parameters + "}";
        Await.until("a node accepts " + definition, LONGEST, () -> {
            HttpResponse<String> answer = cluster.node(0).api().post("/jobs", request);
            if (answer.statusCode() != 503) {
                assertEquals(201, answer.statusCode(), answer::body);
            }
            return answer.statusCode() == 201;
        });
    }

    private static void awaitRunning(int done) {
        Await.until(done + " jobs have run", LONGEST, () -> count("SELECT count(*) FROM fire.mark") > done);
    }

    private static void awaitAllOver(int jobs) {
        try {
            Await.until(
                    jobs + " jobs are over",
                    LONGEST,
                    () -> count("SELECT count(*) FROM millwright.job WHERE definition IN ('mark', 'flood')") == 0
                            && count("SELECT count(*) FROM millwright.job_archive WHERE definition = 'mark'") >= jobs);
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "\n" + cluster.output(), e);
        }
    }

    private static void assertEachRecordedOnce(int jobs) throws SQLException {
        String marks = " FROM millwright.job_archive WHERE definition = 'mark'";
        assertEquals(jobs, number("SELECT count(*)" + marks), "recorded jobs");
        assertEquals(jobs, number("SELECT count(DISTINCT id)" + marks), "recorded once");
        assertEquals(jobs, number("SELECT count(*)" + marks + " AND state = 'COMPLETED'"), "completed");
        assertEquals(jobs, number("SELECT count(DISTINCT number) FROM fire.mark"), "run");
        assertEquals(
                jobs,
                number("SELECT count(*) FROM millwright.attempt a JOIN millwright.job_archive j ON j.id = a.job_id"
                        + " WHERE j.definition = 'mark' AND a.outcome = 'COMPLETED'"),
                "one completed attempt each");
    }

    /** Everything that is recorded of the jobs, as one number. */
    private static String recorded() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT md5(string_agg(j::text, '' ORDER BY id))"
                        + " FROM millwright.job_archive j WHERE definition = 'mark'")) {
            row.next();
            return row.getString(1);
        }
    }

    private static long living() {
        return count("SELECT count(*) FROM millwright.node WHERE alive");
    }

    /** As {@link #number}, but a database that is away counts as "not yet". */
    private static long count(String sql) {
        try {
            return number(sql);
        } catch (SQLException e) {
            return -1;
        }
    }

    private static long number(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
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
