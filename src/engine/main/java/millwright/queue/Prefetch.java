package millwright.queue;

/**
 * How many jobs to claim ahead: at first a few, twice as many each time that a claim came back full, up to what the
 * workers begin within 100 ms. Refilled when half is used up, so that the next set is claimed while the last is worked
 * on and sets stay large. One thread.
 */
final class Prefetch {

    private static final int LARGEST_SET = 500;

    private final int most;
    private final int workers;
    private final Durations durations;
    private int step;

    Prefetch(int most, int workers, Durations durations) {
        this.most = most;
        this.workers = workers;
        this.durations = durations;
        this.step = workers;
    }

    /** How many may be claimed ahead now, given how many are. */
    int room(int buffered) {
        int target = target();
        return buffered > target / 2 ? 0 : Math.min(LARGEST_SET, target - buffered);
    }

    /** When fewer than this are left it is time to claim. */
    int refillBelow() {
        return target() / 2;
    }

    private int target() {
        return Math.min(Math.min(most, step), durations.ahead(workers));
    }

    void claimed(int asked, int got) {
        if (got >= asked) {
            step = Math.min(2 * step, Math.max(2 * LARGEST_SET, workers));
        } else if (got < asked / 2) {
            step = Math.max(workers, step / 2);
        }
    }
}
