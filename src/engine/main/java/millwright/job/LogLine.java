package millwright.job;

import java.time.Instant;
import java.util.UUID;
import millwright.database.StorableText;

/**
 * A line that an attempt has logged.
 *
 * @param lease with {@code node}, the attempt's right to write it
 * @param at by the clock of the node that ran it
 * @param text at most 4,000 characters
 */
public record LogLine(
        UUID job, int attempt, long lease, UUID node, Instant at, System.Logger.Level level, String text) {

    private static final int LONGEST = 4_000;

    public LogLine {
        text = StorableText.of(text == null ? "" : text, LONGEST);
    }
}
