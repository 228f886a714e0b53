package millwright.method;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import millwright.job.JobDefinition;
import millwright.job.RunningAttempt;
import millwright.retry.RetryPolicy;

/** A method that is a job definition, with all that a call needs looked up beforehand. Thread-safe. */
final class MethodJob {

    private static final MethodType CALL = MethodType.methodType(Object.class, Object.class, Object[].class);

    private final JobDefinition definition;
    private final JsonObject retry;
    private final MethodSignature signature;
    private final MethodParameter[] parameters;
    private final Method method;
    private final Set<String> types;
    private final BeanReference bean;
    private final MethodHandle handle;

    /**
     * @param retry what it says of retries
     * @param method as the bean's type that is called declares it
     * @param types the names of all types of the bean
     */
    MethodJob(
            JobDefinition definition,
            JsonObject retry,
            MethodSignature signature,
            Method method,
            Set<String> types,
            BeanReference bean) {
        this.definition = definition;
        this.retry = retry;
        this.signature = signature;
        this.parameters = signature.parameters().toArray(MethodParameter[]::new);
        this.method = method;
        this.types = types;
        this.bean = bean;
        this.handle = handle(method);
    }

    private static MethodHandle handle(Method method) {
        try {
            // a public method of a class that need not be public
            method.setAccessible(true);
            return MethodHandles.lookup()
                    .unreflect(method)
                    .asFixedArity()
                    .asSpreader(Object[].class, method.getParameterCount())
                    .asType(CALL);
        } catch (IllegalAccessException e) {
            throw new UnmappableException("cannot be called: " + e.getMessage(), e);
        }
    }

    String name() {
        return definition.name();
    }

    /** With its retries, as {@code configured} where it does not say them. */
    JobDefinition definition(RetryPolicy configured) {
        return definition.with(definition.policy().withRetry(configured.with(retry)));
    }

    /** Whether this is the method of that name and those arguments of a bean of the class {@code type}. */
    boolean isMethod(String type, String name, String descriptor) {
        return method.getName().equals(name)
                && types.contains(type)
                && MethodSignature.descriptor(method).equals(descriptor);
    }

    JsonObject parameters(Object... arguments) {
        return signature.write(arguments);
    }

    /** Calls the method with the attempt's parameters; its result as JSON, if it has one. */
    Optional<JsonValue> call(RunningAttempt attempt) throws Throwable {
        Object[] arguments = new Object[parameters.length];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = parameters[i].argument(attempt);
        }
        Object returned = bean.during(target -> {
            Object given = (Object) handle.invokeExact(target, arguments);
            // within, as a dependent bean must live until its work is done
            return given instanceof CompletionStage<?> stage ? awaited(stage) : given;
        });
        return returned == null ? Optional.empty() : signature.result().map(type -> type.write(returned));
    }

    /** What {@code stage} completes with. When the waiting thread is interrupted, the stage is cancelled. */
    private static Object awaited(CompletionStage<?> stage) throws Throwable {
        CompletableFuture<?> future = stage.toCompletableFuture();
        try {
            return future.get();
        } catch (InterruptedException e) {
            future.cancel(true);
            throw e;
        } catch (ExecutionException e) {
            throw e.getCause();
        }
    }
}
