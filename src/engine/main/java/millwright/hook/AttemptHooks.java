package millwright.hook;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.interceptor.Interceptor;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.logging.Level;
import java.util.logging.Logger;
import millwright.job.AttemptEnd;
import millwright.job.AttemptRunner;
import millwright.job.JobDefinition;
import millwright.job.RunningAttempt;

/** Finds what the application has hung around its attempts, and puts it around a runner. */
public final class AttemptHooks {

    private static final Logger LOG = Logger.getLogger(AttemptHooks.class.getName());

    private final BeanManager beans;

    public AttemptHooks(BeanManager beans) {
        this.beans = beans;
    }

    /** {@code runner} with its hooks; the runner itself where there are none. */
    public AttemptRunner around(AttemptRunner runner) {
        List<Hung> interceptors = interceptors();
        AttemptEvents events = new AttemptEvents(beans);
        if (interceptors.isEmpty() && !events.areObserved()) {
            return runner;
        }
        return new AttemptRunner() {
            @Override
            public Collection<JobDefinition> definitions() {
                return runner.definitions();
            }

            @Override
            public AttemptEnd run(RunningAttempt attempt) {
                return events.around(attempt, () -> AttemptHooks.run(attempt, interceptors, runner));
            }
        };
    }

    /** The application's own factory for the threads that jobs run on, if it has one. */
    public Optional<ThreadFactory> workerThreads() {
        Bean<?> bean = beans.resolve(beans.getBeans(ThreadFactory.class, WorkerThreads.Literal.INSTANCE));
        return Optional.ofNullable(bean).map(found ->
                (ThreadFactory) beans.getReference(found, ThreadFactory.class, beans.createCreationalContext(found)));
    }

    /** @param name the bean's class, not the proxy's before it */
    private record Hung(String name, AttemptInterceptor interceptor) {}

    private List<Hung> interceptors() {
        return beans.getBeans(AttemptInterceptor.class, Any.Literal.INSTANCE).stream()
                .sorted(Comparator.<Bean<?>>comparingInt(AttemptHooks::priority)
                        .thenComparing(bean -> bean.getBeanClass().getName()))
                .map(bean -> new Hung(bean.getBeanClass().getName(), (AttemptInterceptor)
                        beans.getReference(bean, AttemptInterceptor.class, beans.createCreationalContext(bean))))
                .toList();
    }

    private static int priority(Bean<?> bean) {
        Priority priority = bean.getBeanClass().getAnnotation(Priority.class);
        return priority == null ? Interceptor.Priority.PLATFORM_AFTER : priority.value();
    }

    /** The first interceptor around the others around the runner. */
    private static AttemptEnd run(RunningAttempt attempt, List<Hung> interceptors, AttemptRunner runner) {
        if (interceptors.isEmpty()) {
            return runner.run(attempt);
        }
        Hung first = interceptors.get(0);
        AttemptEnd end;
        try {
            first.interceptor().before(attempt);
        } catch (Exception e) {
            return failed(first, "before", e);
        }
        try {
            end = run(attempt, interceptors.subList(1, interceptors.size()), runner);
        } catch (RuntimeException | Error thrown) {
            end = AttemptEnd.failed(thrown);
        }
        return after(attempt, first, end);
    }

    private static AttemptEnd after(RunningAttempt attempt, Hung hung, AttemptEnd end) {
        boolean failed = end.error() != null;
        try {
            if (failed) {
                hung.interceptor().error(attempt, end);
            } else {
                hung.interceptor().after(attempt, end);
            }
            return end;
        } catch (Exception e) {
            AttemptEnd own = failed(hung, failed ? "error" : "after", e);
            // what went wrong first says more
            return failed ? end : own;
        }
    }

    private static AttemptEnd failed(Hung hung, String method, Exception thrown) {
        String place = hung.name() + "." + method;
        LOG.log(Level.WARNING, place + " failed", thrown);
        return AttemptEnd.failed(new FailedInterceptorException(place, thrown));
    }
}
