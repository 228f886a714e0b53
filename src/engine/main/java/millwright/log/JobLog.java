package millwright.log;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.UUID;

/** What jobs have logged: {@code @Inject JobLog jobLog}. Thread-safe. */
public interface JobLog {

    /**
     * The lines of a job in the order in which they were written, those of a running attempt up to about a second ago. A
     * job that never logged, or is kept no longer, has none.
     *
     * @param after the {@link LogEntry#seq} of the last line already seen, or 0 to begin with the first
     * @param limit how many at the most, from 1 to 10,000
     * @param atLeast lines of lower levels are left out
     * @throws IllegalArgumentException for a limit out of its range
     */
    List<LogEntry> lines(UUID job, long after, int limit, Level atLeast);

    /** The same of the last lines alone, which come in the order in which they were written too. */
    List<LogEntry> tail(UUID job, int limit, Level atLeast);
}
