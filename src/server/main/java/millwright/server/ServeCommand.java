package millwright.server;

import java.util.Optional;
import java.util.concurrent.Callable;
import millwright.server.console.Terminal;
import millwright.server.payara.LogFormat;
import millwright.server.process.StopRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The server, until it is told to stop; logs to the console, as containers and service managers want it. */
@Command(
        name = "serve",
        description = "Starts the server and stays until Ctrl-C.",
        synopsisHeading = "Usage: ",
        customSynopsis = "java -jar millwright.jar serve [options]",
        optionListHeading = "%nOptions:%n",
        usageHelpWidth = 100,
        versionProvider = BuildInfo.class,
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
    @Mixin
    private StartOptions options;

    @Mixin
    private TlsOptions tls;

    @Override
    public Integer call() throws InterruptedException {
        Terminal terminal = terminal(options.log.format);
        StopRequest stop = StopRequest.onSignals();
        try (Server server = Server.start(options, tls.files(), Optional.empty(), terminal, stop)) {
            if (!stop.isRaised()) {
                terminal.line("Ready at " + server.url() + ", console at " + server.url() + "/console, API at "
                        + server.url() + "/api/v1"
                        + server.tokenFile()
                                .map(file -> ", admin token in " + file)
                                .orElse(""));
            }
            stop.await();
        }
        return 0;
    }

    private static Terminal terminal(LogFormat format) {
        Terminal standard = Terminal.standard();
        return format == LogFormat.JSON ? standard.in(format::launcherLine) : standard;
    }
}
