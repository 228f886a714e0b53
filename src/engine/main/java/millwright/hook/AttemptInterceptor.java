package millwright.hook;

import millwright.job.AttemptEnd;
import millwright.job.JobContext;

/**
 * Surrounds every attempt of this node: a CDI bean that implements it is found and called, on the worker's thread, in
 * the order of {@link jakarta.annotation.Priority} (the smallest number outermost; without one, innermost). It must be
 * thread-safe, unless its scope says otherwise. What it throws fails the attempt.
 */
public interface AttemptInterceptor {

    /** Before the attempt's work. When it throws, the work is not begun, and what was begun outside of it is told. */
    default void before(JobContext context) throws Exception {
        // most have only one of the three to say
    }

    /** After work that did not fail: completed, cancelled, or given back. */
    default void after(JobContext context, AttemptEnd end) throws Exception {
        // most have only one of the three to say
    }

    /** After work that failed, or an interceptor within this one that did; {@code end} has the error. */
    default void error(JobContext context, AttemptEnd end) throws Exception {
        // most have only one of the three to say
    }
}
