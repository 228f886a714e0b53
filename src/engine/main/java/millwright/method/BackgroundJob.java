package millwright.method;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import millwright.job.Priority;

/**
 * Makes a public method of a CDI bean or of an EJB a job definition: a job of it is one call of the method, on a worker
 * thread of whichever node claims it.
 *
 * <p>The job's parameters are the method's, by name; their JSON Schema is made from the signature. Names come from
 * {@code javac -parameters} or from {@link Param}. A {@link millwright.job.JobContext} argument, wherever it stands, is
 * given by the engine. What the method returns is the job's result; of a {@link java.util.concurrent.CompletionStage},
 * what it completes with. The method is called on the contextual reference, so that its interceptors and decorators
 * work, with a request context of its own, and in no transaction but what its own annotations begin.
 *
 * <p>An attempt may be repeated after a crash: what the method does to the world must bear being done twice. See
 * {@link millwright.job.JobContext#idempotencyKey()}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface BackgroundJob {

    /** The definition's name, up to 180 characters; the class's and the method's, such as {@code Reports.build}. */
    String name() default "";

    /** A short name for people; the definition's name when empty. */
    String title() default "";

    /** A sentence or two. */
    String description() default "";

    /**
     * Where its jobs wait unless their request says otherwise: up to 100 letters, digits, dots, hyphens and underlines, the
     * first a letter or digit.
     */
    String queue() default "default";

    Priority priority() default Priority.NORMAL;

    /**
     * How long after a job may run its first attempt must have begun, in ISO 8601 such as {@code PT30S}, or it becomes
     * EXPIRED; no limit when empty. A delay and the wait for other jobs do not count.
     */
    String startTimeout() default "";

    /** How long each attempt may take, in ISO 8601 such as {@code PT30S}; no limit when empty. */
    String timeout() default "";

    /** How long after it was submitted a job must be over, waits and retries included; no limit when empty. */
    String totalTimeout() default "";

    /** How many attempts are charged before a job is FAILED, from 1; as {@code millwright.retry.max-attempts} when 0. */
    int maxAttempts() default 0;

    /**
     * The longest wait before the second attempt; the real one is drawn between zero and this. As {@code
     * millwright.retry.delay} when empty.
     */
    String retryDelay() default "";

    /** By which the wait grows with each further attempt, from 1; as {@code millwright.retry.factor} when 0. */
    double retryFactor() default 0;

    /** Beyond which the wait does not grow; as {@code millwright.retry.max-delay} when empty. */
    String retryMaxDelay() default "";

    /** How many jobs of this definition may run at once, over all nodes; no limit when 0. */
    int concurrency() default 0;

    /** How long a job that is over is kept; as long as all are when empty. */
    String keep() default "";
}
