package millwright.web.job;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Whether, and how long, a submit waits for the end of its job.
 *
 * @param atMost zero for not at all
 * @param applied which preferences were followed, or null for none
 * @param promised whether the answer says that there is more to come, 202, rather than that a job was created, 201
 */
record WaitPlan(Duration atMost, String applied, boolean promised) {

    private static final String RESPOND_ASYNC = "respond-async";

    /**
     * What the request itself says counts before what its header prefers.
     *
     * @param threshold how long whoever does not say waits
     * @param quick whether the definition's jobs are usually over within the threshold; asked for auto only
     */
    static WaitPlan of(Optional<Mode> mode, Preferences preferences, Duration threshold, BooleanSupplier quick) {
        if (mode.equals(Optional.of(Mode.ASYNC))) {
            return preferences.respondAsync() ? later() : now();
        }
        if (preferences.seconds().isPresent()) {
            return waiting(preferences.seconds().get(), preferences.respondAsync());
        }
        if (mode.equals(Optional.of(Mode.SYNC))) {
            return new WaitPlan(threshold, null, true);
        }
        if (preferences.respondAsync()) {
            return later();
        }
        return mode.isPresent() && quick.getAsBoolean() ? new WaitPlan(threshold, null, true) : now();
    }

    private static WaitPlan waiting(int seconds, boolean respondAsync) {
        String wait = "wait=" + seconds;
        return new WaitPlan(Duration.ofSeconds(seconds), respondAsync ? RESPOND_ASYNC + ", " + wait : wait, true);
    }

    private static WaitPlan now() {
        return new WaitPlan(Duration.ZERO, null, false);
    }

    private static WaitPlan later() {
        return new WaitPlan(Duration.ZERO, RESPOND_ASYNC, true);
    }

    boolean waits() {
        return !atMost.isZero();
    }

    /** The same for a caller for whom there was no room to wait. */
    WaitPlan withoutWaiting() {
        return new WaitPlan(Duration.ZERO, null, true);
    }
}
