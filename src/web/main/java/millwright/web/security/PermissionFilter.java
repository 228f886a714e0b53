package millwright.web.security;

import jakarta.annotation.Priority;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import java.lang.reflect.Method;
import java.util.Locale;
import millwright.access.Caller;
import millwright.access.Permission;
import millwright.web.problem.ProblemCode;
import millwright.web.problem.ProblemException;

/**
 * The one place where a caller's role is held against what the matched operation asks for (W36). An operation that says
 * nothing of it is nobody's. Which jobs a caller sees is no matter of roles alone: see {@link CallerContext#visibility}.
 */
@Priority(Priorities.AUTHORIZATION)
public class PermissionFilter implements ContainerRequestFilter {

    @Context
    ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request) {
        Method operation = resource.getResourceMethod();
        if (isRuntimesOwn(request.getMethod(), operation) || operation.isAnnotationPresent(Open.class)) {
            return;
        }
        Caller caller = CallerContext.callerOf(request.getSecurityContext());
        Needs needs = operation.getAnnotation(Needs.class);
        if (needs == null || !caller.may(needs.value())) {
            throw new ProblemException(ProblemCode.FORBIDDEN, refusal(caller, needs == null ? null : needs.value()));
        }
    }

    // Which methods a path takes the runtime says itself, by a method of its own or by none: it is no operation of
    // ours.
    private static boolean isRuntimesOwn(String method, Method operation) {
        return operation == null
                || (method.equals(HttpMethod.OPTIONS)
                        && !operation.getDeclaringClass().isAnnotationPresent(OwnApplication.class));
    }

    private static String refusal(Caller caller, Permission permission) {
        String role = caller.role().name().toLowerCase(Locale.ROOT);
        return permission == null
                ? "nobody may do this"
                : "the role " + role + " does not give the permission "
                        + permission.name().toLowerCase(Locale.ROOT);
    }
}
