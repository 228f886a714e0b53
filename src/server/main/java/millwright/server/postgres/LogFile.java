package millwright.server.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** PostgreSQL's log. */
final class LogFile {
    private static final long LARGE = 10_000_000;
    private static final Pattern ERROR = Pattern.compile("(?:FATAL|PANIC): +(.*)");

    private LogFile() {}

    /** Keeps one older file, so that the log of a long life stays small. */
    static void rotate(Path log) throws IOException {
        if (Files.isRegularFile(log) && Files.size(log) > LARGE) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    static Optional<String> lastError(Path log) throws IOException {
        if (!Files.isRegularFile(log)) {
            return Optional.empty();
        }
        List<String> lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
        return lines.subList(Math.max(0, lines.size() - 20), lines.size()).stream()
                .map(ERROR::matcher)
                .filter(java.util.regex.Matcher::find)
                .map(line -> line.group(1))
                .reduce((before, line) -> line);
    }
}
