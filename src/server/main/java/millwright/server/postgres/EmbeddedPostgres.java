package millwright.server.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import millwright.server.console.StartFailure;
import millwright.server.data.DataFolder;
import millwright.server.data.UnpackedFiles;
import millwright.server.process.Command;

/**
 * PostgreSQL in the data folder, from start to stop. It runs in a session of its own (pg_ctl sees to it), so that a
 * Ctrl-C in the terminal reaches the server alone, which stops PostgreSQL last.
 */
public final class EmbeddedPostgres {
    private static final String DATABASE = "millwright";
    private static final int MOST_TRIES = 20;
    private static final long PAUSE_MILLISECONDS = 500;

    private final Cluster cluster;
    private final PostgresBinaries binaries;
    private final OrdinaryUser user;
    private final PostgresLog log;
    private final Consumer<String> notices;
    private int port;
    private volatile boolean stopped;

    private EmbeddedPostgres(
            Cluster cluster, PostgresBinaries binaries, OrdinaryUser user, PostgresLog log, Consumer<String> notices) {
        this.cluster = cluster;
        this.binaries = binaries;
        this.user = user;
        this.log = log;
        this.notices = notices;
    }

    /**
     * Looks at the data folder and unpacks what is missing; starts nothing.
     *
     * @param notices told, in a line, what a person should know later: that it died and was started again
     * @throws StartFailure if the folder cannot be used with this version, or PostgreSQL not on this machine
     */
    public static EmbeddedPostgres prepare(DataFolder data, UnpackedFiles files, int major, Consumer<String> notices)
            throws IOException, InterruptedException {
        Cluster cluster = Cluster.in(data.path());
        if (cluster.exists()) {
            cluster.checkVersion(major);
        }
        OrdinaryUser user = OrdinaryUser.find();
        PostgresBinaries binaries = PostgresBinaries.unpack(files);
        return new EmbeddedPostgres(cluster, binaries, user, new PostgresLog(data.log("postgres.log")), notices);
    }

    /**
     * Starts it, or takes over one that a killed server left running; makes its data folder at the first start.
     *
     * @throws StartFailure if it cannot be started; then none is left running
     */
    public void start() throws IOException, InterruptedException {
        if (!cluster.exists()) {
            cluster.create(binaries, user);
        }
        try {
            adoptOrStart();
            createDatabase();
        } catch (IOException | InterruptedException | StartFailure e) {
            stopNow();
            throw e;
        }
    }

    public Database database() {
        return database(DATABASE);
    }

    /** The folder of its programs, in use while it runs. */
    public Path home() {
        return binaries.home();
    }

    /** Stops it for good: open sessions are ended, data is checkpointed. Waits for a restart that is under way. */
    public void stop() throws IOException, InterruptedException {
        stopped = true;
        synchronized (this) {
            stopNow();
        }
    }

    /** The same without waiting for anything but PostgreSQL itself. */
    public void stopNow() throws IOException, InterruptedException {
        stopped = true;
        Command stop = pgCtl("stop", "--mode=fast", "--timeout=60");
        if (!stop.succeeded() && PostmasterFile.read(cluster.folder()).isPresent()) {
            throw new IOException("PostgreSQL does not stop: " + Cluster.lastLine(stop.output()));
        }
    }

    /** What a kill of this process does to it, for tests: it runs on, and nobody watches it. */
    void abandon() {
        stopped = true;
    }

    private synchronized void adoptOrStart() throws IOException, InterruptedException {
        Optional<PostmasterFile> running = running();
        if (running.isPresent()) {
            port = running.get().port();
            if (running.get().runs(binaries.program("postgres")) && answers()) {
                watch(running.get().process());
                return;
            }
            pgCtl("stop", "--mode=fast", "--timeout=60"); // of an older build, or not well: start it afresh
        }
        port = freePort();
        launch();
    }

    /**
     * The postmaster of this folder, if one lives. A file left by a dead one is removed: the pid may be another's by
     * now.
     */
    private Optional<PostmasterFile> running() throws IOException {
        Optional<PostmasterFile> postmaster =
                PostmasterFile.read(cluster.folder()).filter(PostmasterFile::isPostgres);
        if (postmaster.isEmpty()) {
            Files.deleteIfExists(cluster.folder().resolve("postmaster.pid"));
        }
        return postmaster;
    }

    private void launch() throws IOException, InterruptedException {
        String settings = "-c port=" + port + " -c listen_addresses=127.0.0.1 -c logging_collector=off";
        for (int tries = 1; ; tries++) {
            long before = log.end();
            Command start = pgCtl("start", "--timeout=600", "--log=" + log.file(), "--options=" + settings);
            if (start.succeeded()) {
                break;
            }
            String reason = log.lastErrorSince(before).orElse(Cluster.lastLine(start.output()));
            // after a kill of the postmaster its children take a moment to notice and to let go of its memory
            if (stopped || tries == MOST_TRIES || !reason.contains("shared memory")) {
                throw new StartFailure("PostgreSQL does not start: " + reason + "; see " + log.file());
            }
            Thread.sleep(PAUSE_MILLISECONDS);
        }
        PostmasterFile.read(cluster.folder()).map(PostmasterFile::process).ifPresent(this::watch);
    }

    private void watch(ProcessHandle postmaster) {
        Thread watch = new Thread(
                () -> {
                    postmaster.onExit().join();
                    startAgain();
                },
                "postgres-watch");
        watch.setDaemon(true);
        watch.start();
    }

    private synchronized void startAgain() {
        if (stopped) {
            return;
        }
        notices.accept("PostgreSQL ended unexpectedly and is started again; see " + log.file());
        try {
            if (running().isEmpty()) {
                launch(); // on the same port: the pool finds it again by itself
            }
        } catch (IOException | StartFailure e) {
            notices.accept("PostgreSQL cannot be started again: " + StartFailure.reason(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean answers() {
        try (Connection connection = database("postgres").connect()) {
            return connection.isValid(5);
        } catch (SQLException e) {
            return false;
        }
    }

    private void createDatabase() throws IOException {
        try (Connection connection = database("postgres").connect();
                Statement statement = connection.createStatement();
                ResultSet found =
                        statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + DATABASE + "'")) {
            if (!found.next()) {
                try (Statement creation = connection.createStatement()) {
                    creation.execute("CREATE DATABASE " + DATABASE);
                }
            }
        } catch (SQLException e) {
            throw new IOException(
                    "it runs on port " + port + " but does not let the server in: " + StartFailure.reason(e), e);
        }
    }

    private Database database(String name) {
        try {
            return new Database(
                    "jdbc:postgresql://127.0.0.1:" + port + "/" + name + "?ApplicationName=millwright",
                    Cluster.USER,
                    cluster.password());
        } catch (IOException e) {
            throw new StartFailure("cannot read " + cluster.passwordFile() + ": " + StartFailure.reason(e), e);
        }
    }

    private Command pgCtl(String... words) throws IOException, InterruptedException {
        return Command.run(user.command(Stream.concat(
                Stream.of(binaries.program("pg_ctl").toString(), "--wait", "--pgdata=" + cluster.folder()),
                Stream.of(words))));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
