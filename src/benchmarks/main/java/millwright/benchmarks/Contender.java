package millwright.benchmarks;

import java.sql.SQLException;

/** A job server as it is measured; each job runs {@link Work#run}. Used by one JVM, in a database of its own. */
public interface Contender extends AutoCloseable {

    String MILLWRIGHT = "millwright";
    String DB_SCHEDULER = "db-scheduler";
    String DB_SCHEDULER_FETCH = "db-scheduler-fetch";
    String BARE_JDBC = "bare-jdbc";

    /** Makes what is missing in its database; from then on jobs may be submitted. */
    void join() throws SQLException;

    /** Runs jobs from now on. */
    void run(int workers) throws SQLException;

    /** Runs no more jobs; {@link #join} and {@link #run} may follow. */
    void leave();

    /** Submits one job. */
    void submit(long sentMicros) throws SQLException;

    /** Submits many jobs the fastest way the contender's own interface has. */
    void submitAll(int jobs) throws SQLException;

    /** Puts jobs into its tables to be run, by whatever way is quick. */
    default void fill(int jobs) throws SQLException {
        submitAll(jobs);
    }

    /** How many of the jobs submitted since {@link #join} are not recorded as over. */
    long left() throws SQLException;

    @Override
    void close();
}
