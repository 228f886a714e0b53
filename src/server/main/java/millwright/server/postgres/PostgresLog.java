package millwright.server.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** PostgreSQL's log, read for the reason why it did not start. */
record PostgresLog(Path file) {
    private static final Pattern ERROR = Pattern.compile("(?:FATAL|PANIC): +(.*)");

    /** Where what is logged from now on will stand. */
    long end() throws IOException {
        return Files.isRegularFile(file) ? Files.size(file) : 0;
    }

    Optional<String> lastErrorSince(long start) throws IOException {
        if (end() <= start) {
            return Optional.empty();
        }
        byte[] all = Files.readAllBytes(file);
        return new String(all, (int) start, all.length - (int) start, StandardCharsets.UTF_8)
                .lines()
                .map(ERROR::matcher)
                .filter(Matcher::find)
                .map(line -> line.group(1))
                .reduce((before, line) -> line);
    }
}
