package millwright.method;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a job's parameter is called, and what a form says of it. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface Param {

    /** The parameter's name; the argument's own when empty, which needs {@code javac -parameters}. */
    String value() default "";

    /** A sentence for people. */
    String description() default "";

    /** Whether it is given to the job and shown to nobody, as a password. */
    boolean secret() default false;

    /** What stands in when it is not given: JSON, or for a text the text itself. Required when empty. */
    String defaultValue() default "";
}
