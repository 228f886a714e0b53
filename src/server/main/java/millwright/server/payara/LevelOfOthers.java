package millwright.server.payara;

import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * What the log shows of loggers that the configuration does not name. Their level of their own, that of the root, is
 * lower: what a job logs is kept with the job, and a line that its logger does not let through reaches nobody.
 *
 * @param least lower ones are shown only where a level is set for the logger or one above it
 */
record LevelOfOthers(Level least) {

    private static final String SETTING = LogHandler.class.getName() + ".others";

    static LevelOfOthers configured() {
        String level = LogManager.getLogManager().getProperty(SETTING);
        return new LevelOfOthers(level == null ? Level.ALL : Level.parse(level.strip()));
    }

    boolean shows(LogRecord entry) {
        return entry.getLevel().intValue() >= least.intValue() || isNamed(entry.getLoggerName());
    }

    private static boolean isNamed(String name) {
        Logger logger = name == null || name.isEmpty()
                ? null
                : LogManager.getLogManager().getLogger(name);
        while (logger != null && logger.getParent() != null) {
            if (logger.getLevel() != null) {
                return true;
            }
            logger = logger.getParent();
        }
        return false;
    }
}
