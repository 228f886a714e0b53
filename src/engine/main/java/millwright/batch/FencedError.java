package millwright.batch;

import java.util.UUID;

/**
 * The attempt no longer holds its lease. An Error and not an Exception: a step may declare any Exception skippable,
 * and a chunk that lost its lease was then "skipped" and the step went on.
 */
final class FencedError extends Error {

    private static final long serialVersionUID = 1L;

    FencedError(UUID job, long lease) {
        super("job " + job + " is no longer run under lease " + lease + ": another attempt may be running");
    }
}
