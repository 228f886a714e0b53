package millwright.method;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.io.Serializable;
import java.util.concurrent.CompletionStage;
import millwright.job.AttemptEnd;
import millwright.job.AttemptScope;
import millwright.job.RunningAttempt;

/** Tracks a call as {@link RunAsJob} says. Outside {@code @Transactional}, so that a commit that fails is seen. */
@RunAsJob
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE)
public class RunAsJobInterceptor implements Serializable {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient JobMethods methods;

    @Inject
    private transient TrackedCalls calls;

    @AroundInvoke
    Object track(InvocationContext context) throws Exception {
        TrackedMethod method =
                methods.tracked(context.getMethod(), context.getTarget().getClass());
        RunningAttempt attempt = calls.begin(method.definition().name(), method.parameters(context.getParameters()));
        Object returned;
        try {
            returned = AttemptScope.during(attempt, context::proceed);
        } catch (Exception | Error e) {
            leave(attempt);
            calls.end(attempt, failed(attempt, e));
            throw e;
        }
        leave(attempt);
        if (returned instanceof CompletionStage<?> stage) {
            return stage.whenComplete((value, thrown) ->
                    calls.end(attempt, thrown == null ? completed(method, attempt, value) : failed(attempt, thrown)));
        }
        calls.end(attempt, completed(method, attempt, returned));
        return returned;
    }

    /** From here on an interrupt would hit what the caller does next. */
    private static void leave(RunningAttempt attempt) {
        attempt.onCancel(() -> {});
        if (attempt.isCancelled()) {
            Thread.interrupted();
        }
    }

    private static AttemptEnd completed(TrackedMethod method, RunningAttempt attempt, Object returned) {
        try {
            method.result(returned).ifPresent(attempt::result);
        } catch (IllegalArgumentException e) {
            attempt.log(System.Logger.Level.WARNING, "the result is not kept: " + e.getMessage());
        }
        return AttemptEnd.completed(attempt.result());
    }

    private static AttemptEnd failed(RunningAttempt attempt, Throwable thrown) {
        if (attempt.isCancelled()) {
            return AttemptEnd.cancelled();
        }
        try {
            return AttemptEnd.failed(thrown);
        } catch (RuntimeException e) {
            // one whose message cannot even be asked for
            return AttemptEnd.failed(new IllegalStateException(thrown.getClass().getName(), e));
        }
    }
}
