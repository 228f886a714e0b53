package millwright.server;

import millwright.server.console.StartFailure;
import millwright.server.console.Terminal;
import millwright.server.settings.OperatorSettings;
import millwright.server.settings.WrongSetting;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line. */
@Command(
        name = "millwright",
        synopsisHeading = "Usage: ",
        customSynopsis = "java -jar millwright.jar <command> [options]",
        description = {"A job server for Jakarta EE: runs batch jobs and background jobs on PostgreSQL."},
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "Environment:",
            "  DATABASE_URL   PostgreSQL 15 to 18 to use instead of the embedded one:",
            "                 postgresql://user:password@host:port/database?sslmode=require",
            "",
            "Exit codes: 0 stopped as asked, 1 could not start or the job failed, 2 wrong arguments."
        },
        usageHelpWidth = 100,
        versionProvider = BuildInfo.class,
        mixinStandardHelpOptions = true,
        subcommands = {ServeCommand.class, DemoCommand.class})
public final class Millwright implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    static int run(String... arguments) {
        try {
            OperatorSettings settings =
                    OperatorSettings.read(ConfigOption.in(arguments), System.getenv(), System.getProperties());
            settings.handOn(System.getProperties());
            return commandLine()
                    .setDefaultValueProvider(new OptionDefaults(settings))
                    .execute(arguments);
        } catch (WrongSetting e) {
            Terminal.error(e.getMessage());
            return CommandLine.ExitCode.USAGE;
        }
    }

    static CommandLine commandLine() {
        return new CommandLine(new Millwright())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(new WrongArguments())
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    if (failure instanceof StartFailure) {
                        Terminal.error(failure.getMessage());
                    } else {
                        Terminal.error("unexpected " + failure);
                        failure.printStackTrace();
                    }
                    return CommandLine.ExitCode.SOFTWARE;
                });
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "a command is missing: serve or demo");
    }
}
