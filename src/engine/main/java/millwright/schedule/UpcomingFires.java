package millwright.schedule;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** The fire times of a schedule that are told ahead. */
final class UpcomingFires {

    private UpcomingFires() {}

    /** {@code next} and what follows it; only {@code next} of a rule that can no longer be read, none without one. */
    static List<Instant> from(Instant next, String cron, String timeZone) {
        if (next == null) {
            return List.of();
        }
        try {
            return Stream.concat(
                            Stream.of(next), FireTimes.of(cron, timeZone).next(next, Schedule.TOLD_AHEAD - 1).stream())
                    .toList();
        } catch (RuleException e) {
            return List.of(next);
        }
    }
}
