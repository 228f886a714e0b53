package millwright.job;

import millwright.database.StorableText;

/**
 * Where a line of an attempt's log comes from; what is not known is null.
 *
 * @param logger the logger's name, or null when the job said it through {@link JobContext#log}
 * @param thread the thread's name
 * @param place the step and partition that the thread works for
 * @param exception class, message and stack as JSON text
 */
public record LogSource(String logger, String thread, LogPlace place, String exception) {

    private static final int LONGEST_NAME = 300;

    public LogSource {
        logger = StorableText.of(logger, LONGEST_NAME);
        thread = StorableText.of(thread, LONGEST_NAME);
    }
}
