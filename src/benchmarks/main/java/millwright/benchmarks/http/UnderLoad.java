package millwright.benchmarks.http;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;

/** What submits and status requests are put to. */
interface UnderLoad extends AutoCloseable {

    /** What is asked for, again and again. */
    enum Kind {
        SUBMIT,
        STATUS;

        String lines() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What came of it. */
    record Count(long requests, double seconds, double p50Millis, double p99Millis, long errors) {}

    /** For a while, so many at a time. */
    Count load(Kind kind, int atATime, Duration time) throws Exception;

    /** The process that does it; empty for this one. */
    OptionalLong process();

    @Override
    void close() throws IOException;
}
