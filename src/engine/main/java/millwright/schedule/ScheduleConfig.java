package millwright.schedule;

import java.time.Duration;
import java.util.List;
import millwright.config.Key;
import millwright.config.Settings;

/**
 * How this node looks after schedules.
 *
 * @param tickInterval the time between two looks for schedules that are due
 */
public record ScheduleConfig(Duration tickInterval) {

    private static final Key TICK_INTERVAL =
            new Key("millwright.schedule.tick-interval", "PT1S", "Time between two looks for schedules that are due");

    public static final List<Key> KEYS = List.of(TICK_INTERVAL);

    public static ScheduleConfig from(Settings settings) {
        return new ScheduleConfig(settings.duration(TICK_INTERVAL));
    }
}
