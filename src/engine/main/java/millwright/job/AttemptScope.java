package millwright.job;

import java.util.Optional;

/** Binds an attempt to the threads that work for it, so that injected objects find it. */
public final class AttemptScope {

    private static final ThreadLocal<RunningAttempt> CURRENT = new ThreadLocal<>();

    private static final ThreadLocal<LogPlace> PLACE = new ThreadLocal<>();

    private AttemptScope() {}

    /** What is done for an attempt. */
    public interface Work<T, E extends Exception> {
        T run() throws E;
    }

    /** Does {@code work} with {@code attempt} bound to the calling thread, and unbinds it whatever happens. */
    public static <T, E extends Exception> T during(RunningAttempt attempt, Work<T, E> work) throws E {
        RunningAttempt outer = CURRENT.get();
        LogPlace outerPlace = PLACE.get();
        CURRENT.set(attempt);
        PLACE.remove();
        try {
            return work.run();
        } finally {
            if (outer == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(outer);
            }
            at(outerPlace);
        }
    }

    /** Notes for the attempt's log what part of it the calling thread works for now; null for none. */
    public static void at(LogPlace place) {
        if (place == null) {
            PLACE.remove();
        } else {
            PLACE.set(place);
        }
    }

    /** What part of its attempt the calling thread works for. */
    public static LogPlace place() {
        LogPlace place = PLACE.get();
        return place == null ? LogPlace.NONE : place;
    }

    /** The attempt the calling thread works for, if any. */
    public static Optional<RunningAttempt> find() {
        return Optional.ofNullable(CURRENT.get());
    }

    /** @throws IllegalStateException when the calling thread works for no attempt */
    public static RunningAttempt current() {
        RunningAttempt attempt = CURRENT.get();
        if (attempt == null) {
            throw new IllegalStateException(
                    "no attempt runs on thread '" + Thread.currentThread().getName()
                            + "': Attempt can be used only while a job runs, on its threads");
        }
        return attempt;
    }
}
