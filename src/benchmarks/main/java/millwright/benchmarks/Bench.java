package millwright.benchmarks;

import com.zaxxer.hikari.HikariDataSource;

/**
 * What the task of a trial works with.
 *
 * @param name the contender's
 */
record Bench(
        DatabaseServer server,
        String database,
        HikariDataSource pool,
        Contender contender,
        String name,
        Options options,
        Lines lines) {

    /** The trial's options, all of them numbers. */
    interface Options {
        long number(String option, long otherwise);
    }

    int number(String option, int otherwise) {
        return Math.toIntExact(options.number(option, otherwise));
    }

    int workers() {
        return number("workers", 8);
    }
}
