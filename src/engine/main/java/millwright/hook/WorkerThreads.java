package millwright.hook;

import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.inject.Qualifier;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the {@link java.util.concurrent.ThreadFactory} that makes the workers' threads, on which jobs run: a producer in
 * the application replaces the container's default {@code ManagedThreadFactory}, say by one of its own with other
 * contexts or priorities. Unless its threads are managed, jobs find no names and no context of the application.
 */
@Qualifier
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.FIELD, ElementType.PARAMETER, ElementType.TYPE})
public @interface WorkerThreads {

    /** For look-ups. */
    final class Literal extends AnnotationLiteral<WorkerThreads> implements WorkerThreads {

        public static final Literal INSTANCE = new Literal();

        private static final long serialVersionUID = 1L;

        private Literal() {}
    }
}
