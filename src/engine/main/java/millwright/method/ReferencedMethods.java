package millwright.method;

import java.io.Serializable;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import millwright.config.NearestName;
import millwright.job.AttemptScope;
import millwright.job.JobRequest;
import millwright.job.Jobs;
import millwright.job.RunningAttempt;

/** {@link MethodJobs} by what a serializable method reference says of itself, looked up once per place in the code. */
public final class ReferencedMethods implements MethodJobs {

    private static final String SUBMITTER = "application";

    private final JobMethods methods;
    private final Jobs jobs;
    private final Optional<String> submitter;
    private final Map<Class<?>, MethodJob> byReference;

    public ReferencedMethods(JobMethods methods, Jobs jobs) {
        this(methods, jobs, Optional.empty(), new ConcurrentHashMap<>());
    }

    private ReferencedMethods(
            JobMethods methods, Jobs jobs, Optional<String> submitter, Map<Class<?>, MethodJob> byReference) {
        this.methods = methods;
        this.jobs = jobs;
        this.submitter = submitter;
        this.byReference = byReference;
    }

    @Override
    public MethodJobs as(String other) {
        return new ReferencedMethods(methods, jobs, Optional.of(other), byReference);
    }

    @Override
    public UUID submit(JobRequest request) {
        return jobs.submit(request);
    }

    @Override
    public JobRequest requestOf(Serializable method, Object... arguments) {
        // each place in the code has a class of its own
        MethodJob job = byReference.computeIfAbsent(method.getClass(), place -> referenced(method));
        return JobRequest.of(job.name(), submitter()).withParameters(job.parameters(arguments));
    }

    private String submitter() {
        return submitter
                .or(() -> AttemptScope.find().map(RunningAttempt::job).map(job -> job.submitter()))
                .orElse(SUBMITTER);
    }

    private MethodJob referenced(Serializable method) {
        SerializedLambda reference = described(method);
        String name = reference.getImplMethodName();
        if (name.startsWith("lambda$")) {
            throw new IllegalArgumentException("expected a method reference such as Reports::build, not a lambda in "
                    + reference.getCapturingClass().replace('/', '.'));
        }
        if (reference.getCapturedArgCount() > 0) {
            throw new IllegalArgumentException("expected " + name + " by its class, such as Reports::" + name
                    + ", not by an object: the job has its own");
        }
        String type = receiver(reference.getInstantiatedMethodType());
        String whole = reference.getImplMethodSignature();
        String descriptor = whole.substring(0, whole.indexOf(')') + 1);
        List<MethodJob> found = methods.jobs().stream()
                .filter(job -> job.isMethod(type, name, descriptor))
                .toList();
        if (found.isEmpty()) {
            throw new IllegalArgumentException(
                    type + "." + name + " is no @BackgroundJob of a bean (nearest: '" + nearest(type, name) + "')");
        }
        if (found.size() > 1) {
            throw new IllegalArgumentException(type + "." + name + " is a method of several beans, their jobs are "
                    + found.stream().map(job -> job.name()).toList() + ": submit by name");
        }
        return found.get(0);
    }

    private String nearest(String type, String name) {
        String simple = type.substring(Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')) + 1);
        return NearestName.of(
                simple + "." + name,
                methods.jobs().stream().map(job -> job.name()).toList());
    }

    /** The class in {@code (Lcom/acme/Reports;…)V}. */
    private static String receiver(String methodType) {
        return methodType.substring(2, methodType.indexOf(';')).replace('/', '.');
    }

    private static SerializedLambda described(Serializable method) {
        try {
            Method writeReplace = method.getClass().getDeclaredMethod("writeReplace");
            writeReplace.setAccessible(true);
            return (SerializedLambda) writeReplace.invoke(method);
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new IllegalArgumentException(
                    "expected a method reference such as Reports::build, not "
                            + method.getClass().getName(),
                    e);
        }
    }
}
