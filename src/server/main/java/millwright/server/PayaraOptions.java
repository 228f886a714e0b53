package millwright.server;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What an operator may change of the application server. */
final class PayaraOptions {
    @Option(
            names = "--post-boot",
            paramLabel = "<file>",
            converter = ReadableFile.class,
            description = "asadmin commands to run after those of config/post-boot.asadmin, one a line.")
    Path postBoot;

    Optional<Path> commands() {
        return Optional.ofNullable(postBoot);
    }
}
