package millwright.server;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import millwright.server.console.Terminal;
import millwright.server.demo.Demo;
import millwright.server.process.StopRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The server with a sample job for somebody to watch; logs to a file, so that the terminal shows the job alone. */
@Command(
        name = "demo",
        description = "Starts the server, runs the sample job operational-risk-capital and stays until Ctrl-C.",
        synopsisHeading = "Usage: ",
        customSynopsis = "java -jar millwright.jar demo [options]",
        optionListHeading = "%nOptions:%n",
        usageHelpWidth = 100,
        versionProvider = BuildInfo.class,
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    @Mixin
    private StartOptions options;

    @Option(
            names = {"-P", "--parameter"},
            paramLabel = "<name=value>",
            description = "Parameter of the job, as -P year=2001; may be repeated.")
    private Map<String, String> parameters = new LinkedHashMap<>();

    @Option(names = "--exit", description = "Stop after the result instead of staying.")
    private boolean exit;

    @Override
    public Integer call() throws InterruptedException {
        Terminal terminal = Terminal.standard();
        StopRequest stop = StopRequest.onSignals();
        try (Server server = Server.start(options, Optional.empty(), Optional.of("server.log"), terminal, stop)) {
            if (!stop.isRaised()) {
                new Demo(server.url(), server.tokenFile(), terminal, stop).run(parameters);
            }
            if (!exit && !stop.isRaised()) {
                terminal.line("Ctrl-C stops the server.");
                stop.await();
            }
        }
        return 0;
    }
}
