package millwright.log;

import java.lang.System.Logger.Level;
import java.util.List;
import millwright.config.Key;
import millwright.config.Settings;
import millwright.job.LogLimits;

/** What is kept of the logs of jobs that run on this node. */
public final class LogConfig {

    private static final int MOST_LINES = 1_000_000;
    private static final int SHORTEST = 100;
    private static final int LONGEST = 100_000;

    private static final Key LEVEL = new Key(
            "millwright.log.level",
            "INFO",
            "Lowest level of what is kept of a job's loggers: TRACE, DEBUG, INFO, WARNING, ERROR or OFF");

    private static final Key LINES = new Key(
            "millwright.log.lines",
            "10000",
            "How many lines are kept of an attempt; one more says that there were more");

    private static final Key LINE_LENGTH =
            new Key("millwright.log.line-length", "8000", "Characters kept of a line; longer ones are cut");

    public static final List<Key> KEYS = List.of(LEVEL, LINES, LINE_LENGTH);

    private LogConfig() {}

    public static LogLimits from(Settings settings) {
        return new LogLimits(
                settings.choice(LEVEL, Level.class),
                settings.integer(LINES, 1, MOST_LINES),
                settings.integer(LINE_LENGTH, SHORTEST, LONGEST));
    }
}
