package millwright.schedule;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import millwright.job.InvalidRequestException;

/** The facade of schedules: {@code @Inject Schedules schedules}. Thread-safe; joins a JTA transaction if there is one. */
public interface Schedules {

    /** How many names or times one call may ask for. */
    int MOST = 200;

    /**
     * Creates a schedule. It fires for the first time at the first time of its rule after now, by the database's clock.
     *
     * @throws InvalidRequestException when the request does not fit; nothing was written then
     * @throws ScheduleExistsException when the name is taken
     */
    Schedule create(ScheduleRequest request);

    /** The schedule of this name. */
    Optional<Schedule> find(String name);

    /**
     * Schedules in the order of their names.
     *
     * @param after only names behind this one: the last of the page before
     * @param limit how many at the most, 1 to {@link #MOST}
     */
    List<Schedule> list(Optional<String> after, int limit);

    /** Deletes the schedule, whose jobs stay; false when there is none of this name. */
    boolean delete(String name);

    /** The name most like {@code name}, if there is any schedule. */
    Optional<String> nearest(String name);

    /**
     * When a rule would fire, from now on by the database's clock.
     *
     * @param count how many times, 1 to {@link #MOST}
     * @throws InvalidRequestException when {@code cron} or {@code timeZone} cannot be read
     */
    List<Instant> preview(String cron, String timeZone, int count);
}
