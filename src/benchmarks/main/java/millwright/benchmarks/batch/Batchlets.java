package millwright.benchmarks.batch;

import java.time.Duration;
import java.util.OptionalLong;

/** Runs jobs of one batchlet step that does nothing. */
interface Batchlets extends AutoCloseable {

    String MILLWRIGHT = "millwright";

    /** Starts one after the other, so many at a time; how many were over, and in what time. */
    Count rush(int atATime, Duration time) throws Exception;

    /** @param seconds from the first start to the last end */
    record Count(long jobs, double seconds) {}

    /** The process that runs them, if it is not this one. */
    default OptionalLong process() {
        return OptionalLong.empty();
    }

    @Override
    default void close() {}
}
