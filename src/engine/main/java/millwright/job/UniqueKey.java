package millwright.job;

import java.time.Duration;
import java.util.Optional;

/**
 * A name that only one job of a definition may bear at a time. While it is taken, submitting gives the job that has it.
 *
 * @param key up to 200 characters
 * @param until what ends the claim to the name
 * @param period for {@link Until#PERIOD}, from the submission on; else empty
 */
public record UniqueKey(String key, Until until, Optional<Duration> period) {

    /** When another job may take the name. */
    public enum Until {
        STARTED,
        FINISHED,
        /** When the period is over, whatever became of the job. */
        PERIOD
    }

    public UniqueKey {
        if ((until == Until.PERIOD) != period.isPresent()) {
            throw new IllegalArgumentException("a period belongs to PERIOD, and to nothing else");
        }
    }

    public static UniqueKey untilStarted(String key) {
        return new UniqueKey(key, Until.STARTED, Optional.empty());
    }

    public static UniqueKey untilFinished(String key) {
        return new UniqueKey(key, Until.FINISHED, Optional.empty());
    }

    public static UniqueKey forPeriod(String key, Duration period) {
        return new UniqueKey(key, Until.PERIOD, Optional.of(period));
    }
}
