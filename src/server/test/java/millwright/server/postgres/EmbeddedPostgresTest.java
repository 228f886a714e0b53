package millwright.server.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import millwright.server.console.StartFailure;
import millwright.server.data.DataFolder;
import millwright.server.data.UnpackedFiles;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {
    private static final int MAJOR = 18;

    /** Unpacked and set up once for all tests: that is the slow part. */
    @TempDir
    static Path programs;

    @TempDir
    static Path home;

    private static DataFolder data;

    @TempDir
    Path folder;

    private EmbeddedPostgres postgres;

    @BeforeAll
    static void holdTheFolder() {
        data = DataFolder.hold(home.resolve("data"));
    }

    @AfterAll
    static void leaveTheFolder() throws IOException {
        data.close();
    }

    @BeforeEach
    void start() throws IOException, InterruptedException {
        postgres = prepare(EmbeddedPostgresTest::nobody);
        postgres.start();
    }

    @AfterEach
    void stop() throws IOException, InterruptedException {
        postgres.stop();
    }

    @Test
    void letsNobodyInWithoutThePassword() {
        Database right = postgres.database();
        for (String password : new String[] {"", "wrong"}) {
            Database wrong = new Database(right.url(), right.user(), password);
            SQLException refusal = assertThrows(SQLException.class, wrong::connect);
            assertTrue(
                    refusal.getSQLState().startsWith("28")
                            || refusal.getSQLState().equals("08004"),
                    refusal.getSQLState());
        }
    }

    @Test
    void trustsNoKindOfConnection() throws IOException {
        assertTrue(Files.readAllLines(data.path().resolve("postgres/pg_hba.conf")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .allMatch(line -> line.endsWith("scram-sha-256")));
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(data.path().resolve("postgres.password"))));
    }

    @Test
    void isDurableAndListensOnThisMachineOnly() throws SQLException {
        assertEquals("on", setting("fsync"));
        assertEquals("on", setting("synchronous_commit"));
        assertEquals("127.0.0.1", setting("listen_addresses"));
        assertEquals("", setting("unix_socket_directories"));
        assertTrue(Integer.parseInt(setting("max_connections")) >= 100);
    }

    @Test
    void keepsItsDataOverARestart() throws Exception {
        execute("CREATE TABLE kept AS SELECT 42 AS answer");
        postgres.stop();
        postgres = prepare(EmbeddedPostgresTest::nobody);
        postgres.start();
        assertEquals("42", query("SELECT answer FROM kept"));
    }

    @Test
    void takesOverOneThatAKilledServerLeftRunning() throws Exception {
        String url = postgres.database().url();
        String startedAt = query("SELECT pg_postmaster_start_time()::text");
        postgres.abandon();
        postgres = prepare(EmbeddedPostgresTest::nobody);
        postgres.start();
        assertEquals(url, postgres.database().url());
        assertEquals(startedAt, query("SELECT pg_postmaster_start_time()::text"));
    }

    @Test
    void ignoresAPidThatBelongsToAnotherProgramByNow() throws Exception {
        postgres.stop();
        Files.writeString(
                data.path().resolve("postgres/postmaster.pid"),
                ProcessHandle.current().pid() + "\n" + data.path().resolve("postgres") + "\n1\n5432\n");
        postgres = prepare(EmbeddedPostgresTest::nobody);
        postgres.start();
        assertEquals("1", query("SELECT 1"));
    }

    @Test
    void takesAProcessThatIsDeadButNotCollectedForDead() throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/self/stat")));
        // the shell becomes `sleep`, which never collects the child it inherits; the child ends when its input does
        Process parent = new ProcessBuilder(
                        "sh", "-c", "exec 3<&0; cat <&3 >/dev/null & echo $!; exec sleep 60 </dev/null 3<&-")
                .start();
        try (BufferedReader output = parent.inputReader()) {
            String child = output.readLine();
            awaitText(Path.of("/proc/" + parent.pid() + "/comm"), "sleep");
            parent.getOutputStream().close();
            awaitText(Path.of("/proc/" + child + "/stat"), ") Z");
            Path cluster = Files.createDirectories(folder.resolve("cluster"));
            Files.writeString(cluster.resolve("postmaster.pid"), child + "\n" + cluster + "\n1\n5432\n");
            assertEquals(Optional.empty(), PostmasterFile.read(cluster));
        } finally {
            parent.destroy();
        }
    }

    @Test
    void comesBackOnTheSamePortAfterACrash() throws Exception {
        postgres.stop();
        CountDownLatch died = new CountDownLatch(1);
        postgres = prepare(notice -> died.countDown());
        postgres.start();
        execute("CREATE TABLE survives AS SELECT 1 AS one");
        PostmasterFile.read(data.path().resolve("postgres"))
                .orElseThrow()
                .process()
                .destroyForcibly();
        assertTrue(died.await(30, TimeUnit.SECONDS));
        assertEquals("1", firstAnswer("SELECT one FROM survives"));
    }

    @Test
    void refusesTheFolderOfAnotherMajorVersionAndLeavesItAlone() throws Exception {
        Path other = Files.createDirectories(folder.resolve("other/postgres"));
        Files.writeString(other.resolve("PG_VERSION"), "15\n");
        try (DataFolder held = DataFolder.hold(folder.resolve("other"))) {
            String line = assertThrows(
                            StartFailure.class,
                            () -> EmbeddedPostgres.prepare(
                                    held, new UnpackedFiles(programs), MAJOR, EmbeddedPostgresTest::nobody))
                    .getMessage();
            assertTrue(line.contains("PostgreSQL 15") && line.contains("pg_dump"), line);
        }
        assertEquals("15\n", Files.readString(other.resolve("PG_VERSION")));
    }

    @Test
    void beginsAnewAfterASetupThatWasKilledHalfway() throws Exception {
        Path half = Files.createDirectories(folder.resolve("half/postgres.tmp/base"));
        try (DataFolder held = DataFolder.hold(folder.resolve("half"))) {
            EmbeddedPostgres second =
                    EmbeddedPostgres.prepare(held, new UnpackedFiles(programs), MAJOR, EmbeddedPostgresTest::nobody);
            second.start();
            second.stop();
        }
        assertFalse(Files.exists(half));
    }

    private static void awaitText(Path file, String text) throws IOException {
        while (!Files.readString(file).contains(text)) {
            Thread.onSpinWait();
        }
    }

    private static void nobody(String notice) {}

    private EmbeddedPostgres prepare(Consumer<String> notices) throws IOException, InterruptedException {
        return EmbeddedPostgres.prepare(data, new UnpackedFiles(programs), MAJOR, notices);
    }

    /** Asks until it is up again; each attempt waits for the refusal or the answer of PostgreSQL itself. */
    private String firstAnswer(String sql) throws SQLException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (true) {
            try {
                return query(sql);
            } catch (SQLException e) {
                if (System.nanoTime() > end) {
                    throw e;
                }
            }
        }
    }

    private String setting(String name) throws SQLException {
        return query("SELECT current_setting('" + name + "')");
    }

    private String query(String sql) throws SQLException {
        try (Connection connection = postgres.database().connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = postgres.database().connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
