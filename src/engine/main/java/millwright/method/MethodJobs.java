package millwright.method;

import java.io.Serializable;
import java.util.UUID;
import millwright.job.JobRequest;

/**
 * Submits method jobs with the compiler's help: {@code @Inject MethodJobs methods}, then {@code
 * methods.submit(Reports::build, month)} for a {@link BackgroundJob} method {@code Reports.build(YearMonth)}. Name, number
 * and types of the arguments are checked when it is compiled; a {@link millwright.job.JobContext} argument is given as
 * null. To say more than the arguments, take the request and submit it yourself: {@code
 * jobs.submit(methods.request(Reports::build, month).withPriority(HIGH))}. Thread-safe.
 *
 * <p>It takes method references, {@code Class::method}, whose name the compiler leaves in the class file: no class is
 * generated, and beans may be final or have no constructor that a proxy could call. A lambda, {@code r -> r.build(m)},
 * has no such name and is refused with {@link IllegalArgumentException}, as is a method that is no job.
 */
public interface MethodJobs {

    /** The same, submitting in the name of {@code submitter}; else in that of the job that runs, or "application". */
    MethodJobs as(String submitter);

    /** A request for {@code method} with these arguments, with all else as its definition says. */
    JobRequest requestOf(Serializable method, Object... arguments);

    /** As {@link millwright.job.Jobs#submit}. */
    UUID submit(JobRequest request);

    default <T> JobRequest request(Call0<T> method) {
        return requestOf(method);
    }

    default <T, A> JobRequest request(Call1<T, A> method, A a) {
        return requestOf(method, a);
    }

    default <T, A, B> JobRequest request(Call2<T, A, B> method, A a, B b) {
        return requestOf(method, a, b);
    }

    default <T, A, B, C> JobRequest request(Call3<T, A, B, C> method, A a, B b, C c) {
        return requestOf(method, a, b, c);
    }

    default <T, A, B, C, D> JobRequest request(Call4<T, A, B, C, D> method, A a, B b, C c, D d) {
        return requestOf(method, a, b, c, d);
    }

    default <T, A, B, C, D, E> JobRequest request(Call5<T, A, B, C, D, E> method, A a, B b, C c, D d, E e) {
        return requestOf(method, a, b, c, d, e);
    }

    default <T, A, B, C, D, E, F> JobRequest request(Call6<T, A, B, C, D, E, F> method, A a, B b, C c, D d, E e, F f) {
        return requestOf(method, a, b, c, d, e, f);
    }

    default <T> UUID submit(Call0<T> method) {
        return submit(request(method));
    }

    default <T, A> UUID submit(Call1<T, A> method, A a) {
        return submit(request(method, a));
    }

    default <T, A, B> UUID submit(Call2<T, A, B> method, A a, B b) {
        return submit(request(method, a, b));
    }

    default <T, A, B, C> UUID submit(Call3<T, A, B, C> method, A a, B b, C c) {
        return submit(request(method, a, b, c));
    }

    default <T, A, B, C, D> UUID submit(Call4<T, A, B, C, D> method, A a, B b, C c, D d) {
        return submit(request(method, a, b, c, d));
    }

    default <T, A, B, C, D, E> UUID submit(Call5<T, A, B, C, D, E> method, A a, B b, C c, D d, E e) {
        return submit(request(method, a, b, c, d, e));
    }

    default <T, A, B, C, D, E, F> UUID submit(Call6<T, A, B, C, D, E, F> method, A a, B b, C c, D d, E e, F f) {
        return submit(request(method, a, b, c, d, e, f));
    }

    /** A method without arguments; what it returns is passed over, here and below. */
    interface Call0<T> extends Serializable {
        void on(T bean) throws Exception;
    }

    interface Call1<T, A> extends Serializable {
        void on(T bean, A a) throws Exception;
    }

    interface Call2<T, A, B> extends Serializable {
        void on(T bean, A a, B b) throws Exception;
    }

    interface Call3<T, A, B, C> extends Serializable {
        void on(T bean, A a, B b, C c) throws Exception;
    }

    interface Call4<T, A, B, C, D> extends Serializable {
        void on(T bean, A a, B b, C c, D d) throws Exception;
    }

    interface Call5<T, A, B, C, D, E> extends Serializable {
        void on(T bean, A a, B b, C c, D d, E e) throws Exception;
    }

    interface Call6<T, A, B, C, D, E, F> extends Serializable {
        void on(T bean, A a, B b, C c, D d, E e, F f) throws Exception;
    }
}
