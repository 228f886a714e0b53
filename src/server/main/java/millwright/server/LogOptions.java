package millwright.server;

import java.nio.file.Path;
import java.util.Optional;
import millwright.server.payara.LogFormat;
import millwright.server.payara.LogSettings;
import picocli.CommandLine.Option;

/** How and where the server logs. */
final class LogOptions {
    @Option(
            names = "--log-format",
            paramLabel = "<format>",
            defaultValue = "text",
            description = "text, or json: one object a line, with job_id and attempt (default: ${DEFAULT-VALUE}).")
    LogFormat format;

    @Option(
            names = "--log-file",
            paramLabel = "<file>",
            description = "Log to this file, renewed at 10 MB, five kept (default: the console, for demo"
                    + " log/server.log in the data folder).")
    Path file;

    @Option(
            names = "--log-levels",
            paramLabel = "<file>",
            converter = ReadableFile.class,
            description = "Levels of java.util.logging in place of config/logging.properties.")
    Path levels;

    /** @param usual where the command logs unless told otherwise; the console if empty */
    LogSettings settings(Optional<Path> usual) {
        return new LogSettings(format, Optional.ofNullable(file).or(() -> usual), Optional.ofNullable(levels));
    }
}
