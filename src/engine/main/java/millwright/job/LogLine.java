package millwright.job;

import java.time.Instant;
import java.util.UUID;
import millwright.database.StorableText;

/**
 * A line that an attempt has logged.
 *
 * @param lease with {@code node}, the attempt's right to write it
 * @param at by the clock of the node that ran it
 * @param text as long as the attempt's {@link LogLimits} allow
 */
public record LogLine(
        UUID job,
        int attempt,
        long lease,
        UUID node,
        Instant at,
        System.Logger.Level level,
        String text,
        LogSource source) {

    /** {@code text} cut to {@code longest} characters, and made fit to be stored. */
    static String fit(String text, int longest) {
        return StorableText.of(text == null ? "" : text, longest);
    }
}
