package millwright.web.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import java.lang.reflect.Method;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import millwright.access.Caller;
import millwright.access.Permission;
import millwright.audit.Audit;
import millwright.audit.AuditEntry;
import millwright.web.audit.AuditNote.Said;
import millwright.web.problem.ProblemCode;
import millwright.web.problem.ProblemException;
import millwright.web.security.CallerContext;
import millwright.web.security.Needs;
import millwright.web.security.TokenFilter;

/** The one place where requests go on record: noted before they are carried out, and with what came of them after. */
@ApplicationScoped
public class AuditFilter implements ContainerRequestFilter, ContainerResponseFilter {

    private static final Logger LOG = Logger.getLogger(AuditFilter.class.getName());

    private static final Set<Permission> RECORDED =
            EnumSet.of(Permission.STEER, Permission.OPERATE, Permission.SUBMIT_XML, Permission.ADMINISTER);

    /** The request property with what the resource says: the answer may be given by a thread that is no request's. */
    private static final String SAID = "millwright.web.audit.said";

    /** The request property with the id of the note that was taken. */
    private static final String NOTED = "millwright.web.audit.noted";

    /** The query parameter for the reason of what has no body that could hold it. */
    private static final String REASON = "reason";

    private static final int LONGEST_REASON = 1_000;

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<Integer> REFUSALS = Set.of(401, 403, 429);

    @Inject
    Audit audit;

    @Inject
    AuditNote note;

    @Context
    ResourceInfo resource;

    /** Before it is done (W73): what cannot be put on record is not done. */
    @Override
    public void filter(ContainerRequestContext request) {
        Method operation = resource.getResourceMethod();
        if (operation == null || !isRecorded(operation, request.getMethod())) {
            return;
        }
        request.setProperty(SAID, note.said());
        if (changes(operation, request.getMethod())) {
            note.reason(reason(request.getUriInfo().getQueryParameters().getFirst(REASON)));
            request.setProperty(NOTED, audit.begin(action(request, operation, null)));
        }
    }

    private static String reason(String given) {
        if (given != null && given.codePointCount(0, given.length()) > LONGEST_REASON) {
            throw new ProblemException(
                    ProblemCode.MALFORMED_REQUEST, "reason: expected at most " + LONGEST_REASON + " characters");
        }
        return given;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        Optional<Method> operation = Optional.ofNullable(resource.getResourceMethod());
        UUID noted = (UUID) request.getProperty(NOTED);
        int status = response.getStatus();
        if (REFUSALS.contains(status)) {
            audit.refused(refusal(request, operation, status));
            forget(noted);
        } else if (!mayHaveChanged(status)) {
            forget(noted);
        } else if (operation.filter(it -> isRecorded(it, request.getMethod())).isPresent()) {
            record(noted, action(request, operation.get(), status));
        }
    }

    // A client's mistake has changed nothing; what became of a request that failed in the server nobody knows.
    private static boolean mayHaveChanged(int status) {
        return status < 400 || status >= 500;
    }

    static boolean isRecorded(Method operation, String method) {
        return changes(operation, method) || (!SAFE.contains(method) && operation.isAnnotationPresent(Recorded.class));
    }

    private static boolean changes(Method operation, String method) {
        Needs needs = operation.getAnnotation(Needs.class);
        return !SAFE.contains(method) && needs != null && RECORDED.contains(needs.value());
    }

    private void record(UUID noted, AuditEntry entry) {
        try {
            if (noted == null) {
                audit.record(entry);
            } else {
                audit.ended(noted, entry);
            }
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, "An action could not be put on record: " + entry, e);
        }
    }

    private void forget(UUID noted) {
        try {
            if (noted != null) {
                audit.forget(noted);
            }
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "An action that was refused will be on record as begun: note " + noted, e);
        }
    }

    private static AuditEntry refusal(ContainerRequestContext request, Optional<Method> operation, int status) {
        Optional<Caller> caller = caller(request);
        return AuditEntry.refusal(
                caller.map(Caller::name).orElseGet(() -> said(request).actor),
                caller.map(each -> each.role().name()).orElse(null),
                address(request),
                operation.map(OperationName::of).orElse("authenticate"),
                status);
    }

    private static AuditEntry action(ContainerRequestContext request, Method operation, Integer status) {
        Optional<Caller> caller = caller(request);
        Said said = said(request);
        String path = "/" + request.getUriInfo().getPath().replaceFirst("^/", "");
        boolean done = status != null && status < 400;
        return new AuditEntry(
                said.actor != null ? said.actor : caller.map(Caller::name).orElse(null),
                caller.map(each -> each.role().name()).orElse(null),
                address(request),
                OperationName.of(operation),
                said.target != null ? said.target : path,
                status,
                said.affected == null && done ? Long.valueOf(1) : said.affected,
                said.reason,
                said.filter,
                said.before,
                said.after);
    }

    private static Optional<Caller> caller(ContainerRequestContext request) {
        return Optional.ofNullable(request.getSecurityContext()).flatMap(CallerContext::find);
    }

    private static String address(ContainerRequestContext request) {
        return (String) request.getProperty(TokenFilter.ADDRESS);
    }

    private static Said said(ContainerRequestContext request) {
        return Optional.ofNullable((Said) request.getProperty(SAID)).orElseGet(Said::new);
    }
}
