package millwright.job;

import java.lang.System.Logger.Level;

/**
 * What is kept of an attempt's log.
 *
 * @param level the lowest level captured; what a job says through {@link JobContext#log} is kept whatever its level
 * @param lines how many an attempt may have; one more says that the rest was left out
 * @param longest characters of a line's text; longer ones are cut
 */
public record LogLimits(Level level, int lines, int longest) {

    public static final LogLimits USUAL = new LogLimits(Level.INFO, 10_000, 8_000);
}
