package millwright.method;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.DeploymentException;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessManagedBean;
import jakarta.enterprise.inject.spi.ProcessSessionBean;
import jakarta.interceptor.Interceptor;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import millwright.job.JobDefinition;
import millwright.retry.RetryPolicy;

/** Finds the methods of beans that are jobs, when the application starts, and refuses it when one cannot be (M1). */
public class JobMethods implements Extension {

    private final List<FoundMethod> found = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final Map<String, MethodJob> jobs = new LinkedHashMap<>();
    private final Map<String, TrackedMethod> tracked = new LinkedHashMap<>();
    private final Map<Method, TrackedMethod> trackedByMethod = new ConcurrentHashMap<>();
    private final Map<String, FoundMethod> places = new LinkedHashMap<>();

    // a session bean's event is one of a managed bean too
    <X> void look(@Observes ProcessManagedBean<X> event) {
        boolean session = event instanceof ProcessSessionBean;
        if (event.getAnnotatedBeanClass().isAnnotationPresent(RunAsJob.class)
                && !event.getAnnotatedBeanClass().isAnnotationPresent(Interceptor.class)) {
            problems.add("@RunAsJob " + event.getBean().getBeanClass().getName()
                    + ": is on the class, put it on each method that is a job");
        }
        for (AnnotatedMethod<? super X> method : event.getAnnotatedBeanClass().getMethods()) {
            BackgroundJob job = method.getAnnotation(BackgroundJob.class);
            RunAsJob call = method.getAnnotation(RunAsJob.class);
            boolean compilersOwn = method.getJavaMember().isBridge();
            if ((job != null || call != null) && !compilersOwn) {
                found.add(new FoundMethod(event.getBean(), method.getJavaMember(), session, job, call));
            }
        }
    }

    void check(@Observes AfterDeploymentValidation event, BeanManager beans) {
        problems.forEach(problem -> event.addDeploymentProblem(new DeploymentException(problem)));
        for (FoundMethod method : FoundMethod.withoutOverridden(found)) {
            try {
                register(method, beans);
            } catch (UnmappableException e) {
                event.addDeploymentProblem(new DeploymentException(method.annotationName() + " "
                        + MethodSignature.place(method.method()) + ": " + e.getMessage()));
            }
        }
    }

    private void register(FoundMethod method, BeanManager beans) {
        method.refuseUnlessCallable();
        String name = method.name();
        Optional<FoundMethod> other = Optional.ofNullable(places.get(name));
        if (other.isPresent() && other.get().method().equals(method.method())) {
            // one bean stands for another, an alternative for what it replaces
            if (!method.replaces(other.get(), beans)) {
                return;
            }
        } else if (other.isPresent()) {
            throw new UnmappableException("the name '" + name + "' is taken by "
                    + MethodSignature.place(other.get().method())
                    + (method.isOverloadOf(other.get()) ? ", which it overloads: give each a name" : ""));
        }
        places.put(name, method);
        if (method.isTracked()) {
            tracked.put(name, TrackedMethod.of(method));
        } else {
            jobs.put(name, method.job(beans));
        }
    }

    Collection<MethodJob> jobs() {
        return jobs.values();
    }

    /**
     * The tracked method.
     *
     * @param bean the class it is called on, or a subclass that the container has made of it
     */
    TrackedMethod tracked(Method method, Class<?> bean) {
        return trackedByMethod.computeIfAbsent(method, called -> places.values().stream()
                .filter(found -> found.isTracked() && found.method().equals(called))
                .findFirst()
                .map(found -> tracked.get(found.name()))
                .orElseThrow(() -> new IllegalStateException("@RunAsJob " + MethodSignature.place(called) + " of "
                        + bean.getName() + " was not found when the application started")));
    }

    /**
     * All of them, those that only their callers run with a problem that says so.
     *
     * @param retry what methods that do not say it are tried again by
     */
    List<JobDefinition> definitions(RetryPolicy retry) {
        return Stream.concat(
                        jobs.values().stream().map(job -> job.definition(retry)),
                        tracked.values().stream().map(TrackedMethod::definition))
                .toList();
    }
}
