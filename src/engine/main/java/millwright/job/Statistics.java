package millwright.job;

import java.util.List;
import java.util.Map;

/**
 * How many jobs there are and how they have gone: {@link Jobs#statistics()}, or {@code @Inject Statistics statistics}.
 * Thread-safe.
 */
public interface Statistics {

    /**
     * How many jobs are in each state now, by queue and definition, as of this moment. FAILED are the dead letters;
     * of the other final states it is how many have come to them since jobs are counted, or since {@link #recount}.
     */
    List<JobCount> counts();

    /** How the jobs that {@code query} asks for have gone. */
    Performance of(StatisticsQuery query);

    /** The same by definition; those without a job in that time are left out. */
    Map<String, Performance> byDefinition(StatisticsQuery query);

    /** The same by queue. */
    Map<String, Performance> byQueue(StatisticsQuery query);

    /**
     * Counts all kept jobs anew, for when somebody has changed the tables by hand. Takes a scan of all jobs and holds up
     * the folding meanwhile, no job.
     */
    void recount();
}
