package millwright.search;

import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** The time that a search has, and how many rows fit into what is left of it, by how long the last ones took (S1). */
final class TimeBox {

    static final long BUDGET_NANOS = 80_000_000;

    private static final int FIRST = 1_000;
    private static final int MOST = 50_000;
    private static final int GROWTH = 4;

    /** Part of the time left that is planned for: rows further back may be slower to come. */
    private static final double CAUTION = 0.5;

    private final LongSupplier nanos;
    private final long begin;
    private int chunk = FIRST;

    TimeBox(LongSupplier nanos) {
        this.nanos = nanos;
        this.begin = nanos.getAsLong();
    }

    /** How many rows to read next. */
    int chunk() {
        return chunk;
    }

    <T> T timed(int rows, Supplier<T> reading) {
        long before = nanos.getAsLong();
        T read = reading.get();
        long took = Math.max(1, nanos.getAsLong() - before);
        double fitting = (double) rows / took * left() * CAUTION;
        chunk = (int) Math.min(Math.min(MOST, (long) rows * GROWTH), Math.max(0, fitting));
        return read;
    }

    /** Whether nothing worth a statement could be read in what is left. */
    boolean isOver() {
        return left() <= 0 || chunk < FIRST / 2;
    }

    private long left() {
        return BUDGET_NANOS - (nanos.getAsLong() - begin);
    }
}
