package millwright.server.payara;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Logger;
import millwright.server.console.StartFailure;
import millwright.server.data.DataFolder;
import millwright.server.data.NestedFile;
import millwright.server.data.UnpackedFiles;
import millwright.server.postgres.Database;

/**
 * The application server, from boot over the deployment of the WAR to its stop. Its working folder is made anew at each
 * start: all that lasts is in the database.
 */
public final class PayaraMicro {
    private static final String APPLICATION = "millwright";

    private final PayaraClasses classes;
    private final Path war;
    private final List<Path> unpacked;
    private Object server;
    private AdminCommands commands;
    private Endpoint endpoint;
    private boolean deployed;

    private PayaraMicro(PayaraClasses classes, Path war, List<Path> unpacked) {
        this.classes = classes;
        this.war = war;
        this.unpacked = unpacked;
    }

    /**
     * Unpacks what is missing; starts nothing.
     *
     * @param driver PostgreSQL's, for the datasource
     * @param war the application to deploy
     */
    public static PayaraMicro prepare(UnpackedFiles files, NestedFile driver, Path war) throws IOException {
        PayaraFiles payara = PayaraFiles.unpack(files);
        Path driverFile = files.file("postgresql.jar", driver);
        try {
            return new PayaraMicro(
                    new PayaraClasses(payara, driverFile), war, List.of(payara.folder(), driverFile, war));
        } catch (ReflectiveOperationException e) {
            throw new IOException("Payara Micro is not as expected: " + e, e);
        }
    }

    /** The files it runs from. */
    public List<Path> unpacked() {
        return unpacked;
    }

    /**
     * Boots the server with the datasource; it listens from then on, and is ready once the WAR is deployed.
     *
     * @param moreCommands a file of asadmin commands to run after the built-in ones, or empty
     * @throws StartFailure if it does not boot
     */
    public void boot(
            DataFolder data, Endpoint endpoint, Database database, LogSettings log, Optional<Path> moreCommands) {
        this.endpoint = endpoint;
        Path folder = data.path().resolve("run");
        try {
            UnpackedFiles.delete(folder);
            Files.createDirectories(folder);
            ServerLog.configure(folder, log);
            endpoint.prepare(folder);
        } catch (IOException e) {
            throw new StartFailure("cannot write " + folder + ": " + StartFailure.reason(e), e);
        }
        System.setProperty("millwright-launcher.database.url", database.url());
        System.setProperty("millwright-launcher.database.user", database.user());
        System.setProperty("millwright-launcher.database.password", database.password());
        try {
            classes.within(() -> {
                Object micro = classes.server();
                classes.setHandler(micro, "setPreBootHandler", each -> {
                    endpoint.configure(each, folder);
                    each.runAll("config/pre-boot.asadmin");
                });
                classes.setHandler(micro, "setPostBootHandler", each -> {
                    commands = each;
                    each.runAll("config/post-boot.asadmin");
                    moreCommands.ifPresent(each::runFile);
                });
                try {
                    List<String> options = new ArrayList<>(
                            List.of("--nohazelcast", "--disablephonehome", "--rootdir", folder.toString()));
                    options.addAll(endpoint.options());
                    classes.start(options);
                    server = micro;
                } finally {
                    ShutdownHook.remove("Payara Micro Shutdown Hook");
                }
                return null;
            });
        } catch (ReflectiveOperationException e) {
            throw new StartFailure(
                    "the application server does not start: " + StartFailure.reason(PayaraClasses.cause(e))
                            + "; see the server's log",
                    e);
        }
    }

    public boolean isDeployed() {
        return deployed;
    }

    /**
     * Deploys the WAR at the root of the server.
     *
     * @throws StartFailure if the WAR does not start, with its reason
     */
    public void deploy(DataFolder data) {
        DeploymentTroubles troubles = new DeploymentTroubles();
        LogHandler.hold(troubles);
        try {
            classes.within(() -> {
                commands.run("deploy", "--name=" + APPLICATION, "--contextroot=/", war.toString());
                deployed = true;
                return null;
            });
        } catch (StartFailure | ReflectiveOperationException e) {
            throw notStarted(data, troubles, e);
        } finally {
            LogHandler.hold(null);
        }
        troubles.all()
                .forEach(trouble -> Logger.getLogger(trouble.getLoggerName()).log(trouble));
    }

    private static StartFailure notStarted(DataFolder data, DeploymentTroubles troubles, Exception failure) {
        String reason = troubles.reason().orElseGet(() -> StartFailure.reason(failure));
        String more = "";
        try {
            Path file = data.inside("log").resolve("start-failure.log");
            troubles.writeTo(file);
            more = "; more in " + file;
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
        return new StartFailure("the server's application does not start: " + reason + more, failure);
    }

    /**
     * No new requests first, then the WAR, which gives its running jobs their time, then the server.
     *
     * @return what could not be stopped as it should, for a person to read
     */
    public List<String> stop() {
        List<String> troubles = new ArrayList<>();
        if (server == null) {
            return troubles;
        }
        attempt(troubles, () -> commands.run("set", endpoint.listener() + "enabled=false"));
        if (deployed) {
            attempt(troubles, () -> commands.run("undeploy", APPLICATION));
        }
        ServerLog.silence();
        attempt(troubles, () -> classes.shutdown(server));
        server = null;
        return troubles;
    }

    private void attempt(List<String> troubles, Step step) {
        try {
            classes.within(() -> {
                step.take();
                return null;
            });
        } catch (ReflectiveOperationException | RuntimeException e) {
            troubles.add(StartFailure.reason(e));
        }
    }

    @FunctionalInterface
    private interface Step {
        void take() throws ReflectiveOperationException;
    }
}
