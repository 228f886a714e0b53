package millwright.server;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The operator's file, read before all other options, whose defaults it gives. */
final class ConfigOption {
    @Option(
            names = {"-c", "--config"},
            paramLabel = "<file>",
            description = "Settings, and defaults of these options, as in config/server.properties.")
    Path file;

    /** The file these arguments name; empty too when they are wrong, which is found out later. */
    static Optional<Path> in(String... arguments) {
        ConfigOption option = new ConfigOption();
        try {
            new CommandLine(option).setUnmatchedArgumentsAllowed(true).parseArgs(arguments);
        } catch (ParameterException e) {
            return Optional.empty();
        }
        return Optional.ofNullable(option.file);
    }
}
