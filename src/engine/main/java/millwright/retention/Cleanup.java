package millwright.retention;

/**
 * Removes jobs that are over before their time: {@code @Inject Cleanup cleanup}. Thread-safe. Dead letters that nobody has
 * seen to are not over, and stay. Deletes in small statements, each committed by itself and none in the way of outcomes;
 * not to be called in a JTA transaction, which would hold all of them to its end.
 */
public interface Cleanup {

    /**
     * Deletes what {@code request} names, with logs, steps and skipped items, the oldest days first; or only counts it.
     * Returns after some ten seconds, whether or not that was all.
     */
    CleanupReport run(CleanupRequest request);
}
