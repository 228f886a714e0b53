package millwright.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import millwright.server.console.StartFailure;
import millwright.server.console.Terminal;
import millwright.server.data.DataFolder;
import millwright.server.data.UnpackedFiles;
import millwright.server.jobs.JobJars;
import millwright.server.payara.Endpoint;
import millwright.server.payara.LogSettings;
import millwright.server.payara.PayaraMicro;
import millwright.server.postgres.Database;
import millwright.server.postgres.DatabaseUrl;
import millwright.server.postgres.EmbeddedPostgres;
import millwright.server.postgres.ExternalPostgres;
import millwright.server.process.StopRequest;
import millwright.server.tls.PemFiles;

/**
 * Database and application server as one thing, started in order and stopped in the opposite one. What is quick to find
 * out (jobs, port, folder, database) is looked at before anything is started.
 */
final class Server implements AutoCloseable {
    private static final String TOKEN_FILE = "millwright.access.token-file";

    private final ListenAddress address;
    private final JobJars jobs;
    private final Terminal terminal;
    private DataFolder data;
    private Optional<PemFiles> tls = Optional.empty();
    private volatile EmbeddedPostgres postgres;
    private PayaraMicro payara;

    private Server(ListenAddress address, JobJars jobs, Terminal terminal) {
        this.address = address;
        this.jobs = jobs;
        this.terminal = terminal;
    }

    /**
     * Starts all of it, or nothing. A stop asked for on the way is obeyed at the next step: the server comes back half
     * started, and closing it is all there is to do.
     *
     * @param tls what HTTPS is spoken with; plain HTTP when empty
     * @param logFile name of the server's log under the data folder, or empty for the console
     * @throws StartFailure if it cannot start
     * @throws picocli.CommandLine.ParameterException if the jobs asked for cannot run
     */
    static Server start(
            StartOptions options, Optional<PemFiles> tls, Optional<String> logFile, Terminal terminal, StopRequest stop)
            throws InterruptedException {
        JobJars jobs = options.jobs();
        ListenAddress address = options.address(tls.isPresent());
        address.checkFree();
        Optional<Database> external = Optional.ofNullable(System.getenv("DATABASE_URL"))
                .filter(url -> !url.isBlank())
                .map(DatabaseUrl::parse);
        Optional<String> version = external.map(ExternalPostgres::check);
        Server server = new Server(address, jobs, terminal);
        stop.onSecond(server::hurry);
        Runtime.getRuntime().addShutdownHook(new Thread(server::stopPostgresNow, "millwright-last-resort"));
        try {
            server.data = DataFolder.hold(options.data);
            terminal.line("Millwright " + BuildInfo.version() + ", data in " + server.data.path());
            server.tls = tls;
            server.startAll(options, external, version, logFile, stop);
            return server;
        } catch (RuntimeException | InterruptedException e) {
            server.close();
            throw e;
        }
    }

    String url() {
        return address.url();
    }

    /** Where the first start on a database leaves the admin token; empty on a node that others came before. */
    Optional<Path> tokenFile() {
        return Optional.of(tokenPath()).filter(Files::exists);
    }

    /** Where the operator wants it, else in the data folder. */
    private Path tokenPath() {
        String set = System.getProperty(TOKEN_FILE, System.getenv("MILLWRIGHT_ACCESS_TOKEN_FILE"));
        return set == null || set.isBlank() ? data.path().resolve("admin-token") : Path.of(set);
    }

    /**
     * Once, at the start that made it: later nobody but the file knows it. A log does not get it: it keeps what it gets
     * and is read by others.
     */
    private void showNewToken(boolean thereBefore) throws IOException {
        if (thereBefore || tokenFile().isEmpty()) {
            return;
        }
        terminal.line(
                terminal.logged()
                        ? "Administrator's token is new, in " + tokenPath() + ", readable by its owner alone"
                        : "Administrator's token, shown this once and kept in " + tokenPath() + ": "
                                + Files.readString(tokenPath()).strip());
    }

    /** Requests, jobs, application server, database: in this order, each to its end. */
    @Override
    public void close() {
        boolean served = payara != null && payara.isDeployed();
        if (served) {
            terminal.line("Stopping: running jobs get their time to stop, a second Ctrl-C hurries.");
        }
        if (payara != null) {
            payara.stop().forEach(trouble -> Terminal.error("while stopping: " + trouble));
        }
        try {
            if (postgres != null) {
                postgres.stop();
            }
            if (data != null) {
                data.close();
            }
            if (served) {
                terminal.line("Stopped.");
            }
        } catch (IOException e) {
            Terminal.error(StartFailure.reason(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void startAll(
            StartOptions options,
            Optional<Database> external,
            Optional<String> version,
            Optional<String> logFile,
            StopRequest stop)
            throws InterruptedException {
        try {
            UnpackedFiles files = new UnpackedFiles(data.path().resolve("server"));
            if (external.isEmpty()) {
                postgres = EmbeddedPostgres.prepare(data, files, BuildInfo.postgresMajor(), Terminal::error);
                postgres.start();
            }
            Database database = external.orElseGet(() -> postgres.database());
            terminal.line("PostgreSQL "
                    + version.map(known -> known + ", external").orElseGet(() -> BuildInfo.postgres() + ", embedded")
                    + ", at " + database.address());
            if (stop.isRaised()) {
                return;
            }
            PayaraMicro micro = PayaraMicro.prepare(files, ServerFiles.databaseDriver(), jobs.war(files));
            removeOlder(files, micro);
            if (!jobs.definitions().isEmpty()) {
                terminal.line("Your jobs: " + String.join(", ", jobs.definitions()));
            }
            LogSettings log = options.log.settings(logFile.map(data.inside("log")::resolve));
            terminal.line("Starting, log on " + log.file().map(Path::toString).orElse("this console"));
            System.setProperty(TOKEN_FILE, tokenPath().toString());
            boolean tokenThereBefore = tokenFile().isPresent();
            payara = micro;
            micro.boot(
                    data, new Endpoint(address.host(), address.port(), tls), database, log, options.payara.commands());
            if (!stop.isRaised()) {
                micro.deploy(data);
                showNewToken(tokenThereBefore);
            }
        } catch (IOException e) {
            throw new StartFailure("cannot start in " + data.path() + ": " + StartFailure.reason(e), e);
        }
    }

    private void removeOlder(UnpackedFiles files, PayaraMicro micro) throws IOException {
        List<Path> current = new ArrayList<>(micro.unpacked());
        if (postgres != null) {
            current.add(postgres.home());
        }
        files.removeAllBut(current);
    }

    private void hurry() {
        stopPostgresNow();
        Runtime.getRuntime().halt(130);
    }

    /** The last resort when this process ends otherwise than by {@link #close}: nothing is left running. */
    private void stopPostgresNow() {
        if (postgres == null) {
            return;
        }
        try {
            postgres.stopNow();
        } catch (IOException e) {
            Terminal.error(StartFailure.reason(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
