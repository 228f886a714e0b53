package millwright.job;

import jakarta.json.JsonValue;
import java.util.UUID;

/**
 * The running attempt, as the job's own code sees it: {@code @Inject Attempt attempt} in any batch artifact.
 *
 * <p>The injected object always speaks for the attempt of the calling thread; called outside an attempt, every
 * method throws {@link IllegalStateException}. It may be kept in a field, and used by one attempt only.
 */
public interface Attempt {

    /** The id of the job this attempt belongs to; the same for all attempts of the job. */
    UUID jobId();

    /** Which try this is, from 1. */
    int number();

    /**
     * Whether the attempt is to end, cancelled or out of time: long work that asks now and then, and ends when it is, is
     * not cut off. A method ends so by throwing, whatever it throws; if it returns it has completed its work.
     */
    boolean isCancelled();

    /**
     * Keeps {@code result} as the job's result. The last call wins; it is recorded together with the attempt's
     * outcome, and only if that outcome is COMPLETED. The text may take up to 1 MiB and hold no NUL and no half of a
     * surrogate pair, otherwise {@link IllegalArgumentException}.
     */
    void result(JsonValue result);
}
