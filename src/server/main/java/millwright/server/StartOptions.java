package millwright.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import millwright.server.console.StartFailure;
import millwright.server.jobs.JobJars;
import millwright.server.jobs.RefusedJobs;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What both ways to start the server take. */
final class StartOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    private int port;

    @Option(
            names = {"-p", "--port"},
            paramLabel = "<port>",
            defaultValue = "8080",
            description = "HTTP port, or HTTPS port (default: ${DEFAULT-VALUE}).")
    void port(int value) {
        if (value < 1 || value > 65535) {
            throw new ParameterException(
                    command.commandLine(),
                    "invalid value for option '--port': " + value + " is not between 1 and 65535");
        }
        port = value;
    }

    @Option(
            names = "--host",
            paramLabel = "<address>",
            defaultValue = "127.0.0.1",
            description = "Address to listen on (default: ${DEFAULT-VALUE}, this machine only; 0.0.0.0 for all).")
    String host;

    @Option(
            names = {"-d", "--data"},
            paramLabel = "<folder>",
            defaultValue = "./data",
            description = "Where database, logs and token are kept (default: ${DEFAULT-VALUE}).")
    Path data;

    @Option(
            names = "--jobs",
            split = ",",
            hideParamSyntax = true,
            paramLabel = "<jar|folder>",
            description = "Jar with jobs of your own (META-INF/batch-jobs), or folder of jars; may be repeated,"
                    + " or several with commas.")
    private List<Path> jobs = new ArrayList<>();

    @Mixin
    ConfigOption config;

    @Mixin
    LogOptions log;

    @Mixin
    PayaraOptions payara;

    ListenAddress address(boolean https) {
        return new ListenAddress(host, port, https ? "https" : "http");
    }

    /**
     * The jobs to run beside the server's own.
     *
     * @throws ParameterException if they cannot run: arguments are wrong then, and nothing is started
     */
    JobJars jobs() {
        try {
            return JobJars.check(jobs, ServerFiles.war(), ServerFiles.databaseDriver());
        } catch (RefusedJobs e) {
            throw new ParameterException(command.commandLine(), e.getMessage(), e);
        } catch (IOException e) {
            throw new StartFailure("cannot read the server's own files: " + StartFailure.reason(e), e);
        }
    }
}
