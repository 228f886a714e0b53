package millwright.log;

import jakarta.json.JsonObject;
import java.lang.System.Logger.Level;
import java.time.Instant;

/**
 * A line of a job's log; what is not known is null.
 *
 * @param seq rises with each line of the job, with gaps
 * @param attempt the number of the attempt that logged it, from 1
 * @param at by the clock of the node that ran the attempt
 * @param logger the logger's name, or null when the job said it through {@link millwright.job.JobContext#log}
 * @param step the batch step that logged it
 * @param partition the partition of the step, from 0
 * @param exception {@code class}, {@code message} and {@code stack}
 */
public record LogEntry(
        long seq,
        int attempt,
        Instant at,
        Level level,
        String logger,
        String thread,
        String step,
        Integer partition,
        String message,
        JsonObject exception) {}
