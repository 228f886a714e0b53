package millwright.job;

import java.util.Arrays;

/** How urgent a job is; within a queue a higher priority is claimed first. The order here is the order of claiming. */
public enum Priority {
    CRITICAL(0),
    HIGH(1),
    NORMAL(2),
    LOW(3);

    private final int rank;

    Priority(int rank) {
        this.rank = rank;
    }

    /** What the column {@code priority} holds: 0 is claimed first. */
    public int rank() {
        return rank;
    }

    public static Priority ofRank(int rank) {
        return Arrays.stream(values())
                .filter(priority -> priority.rank == rank)
                .findFirst()
                .orElseThrow();
    }
}
