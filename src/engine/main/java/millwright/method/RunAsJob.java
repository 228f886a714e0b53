package millwright.method;

import jakarta.enterprise.util.Nonbinding;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Tracks each call of a bean's method as a job, in the caller's own thread: a row in state RUNNING before the method
 * begins, its result or its exception when it has ended, whatever becomes of the caller's transaction. The exception is
 * rethrown. Arguments are the job's parameters as far as JSON can hold them.
 *
 * <p>A call belongs to its caller and is never repeated: no node claims such a job, it is not retried, and if its node
 * dies it is FAILED with {@code NODE_LOST}. A cancel interrupts the caller's thread while it is in the method, and
 * {@link millwright.job.JobContext#isCancelled()} says so. As with every interceptor, a call within the same bean
 * ({@code this.method()}) is not seen. It belongs on methods: on a class it keeps the application from starting. Where no row can be written the call fails, and the method is not called.
 */
@InterceptorBinding
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface RunAsJob {

    /** The definition's name; the class's and the method's, such as {@code Documents.process}, when empty. */
    @Nonbinding
    String value() default "";
}
