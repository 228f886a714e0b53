package millwright.web.problem;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import millwright.access.LastAdministratorException;
import millwright.access.NameTakenException;
import millwright.access.ThrottledException;
import millwright.database.DatabaseException;
import millwright.event.TooManyFollowersException;
import millwright.external.LeaseLostException;
import millwright.external.NotReleasableException;
import millwright.job.IdempotencyBusyException;
import millwright.job.IdempotencyConflictException;
import millwright.job.InvalidRequestException;
import millwright.job.JobNotOverException;
import millwright.job.JobOverException;
import millwright.job.UniqueKeyBusyException;
import millwright.job.Violation;
import millwright.node.NoSuchNodeException;
import millwright.web.json.BodyText;
import millwright.web.json.MalformedJsonException;

/** Which problem a failure is. Total: anything unforeseen is an incident (W21). */
final class Problems {

    private static final Logger LOG = Logger.getLogger(Problems.class.getName());

    private static final String RETRY_AFTER_SECONDS = "5";

    private Problems() {}

    /** The problem that {@code failure} is; logs it when it is not the caller's doing. */
    static Problem of(Throwable failure) {
        if (failure instanceof ProblemException refusal) {
            return refusal.problem();
        }
        if (failure instanceof InvalidRequestException invalid) {
            return Problem.of(ProblemCode.INVALID_REQUEST, summary(invalid.violations()))
                    .withErrors(invalid.violations());
        }
        if (failure instanceof JobOverException over) {
            return Problem.of(ProblemCode.JOB_OVER, over.getMessage());
        }
        if (failure instanceof JobNotOverException running) {
            return Problem.of(ProblemCode.JOB_NOT_OVER, running.getMessage());
        }
        if (failure instanceof UniqueKeyBusyException busy) {
            return Problem.of(ProblemCode.UNIQUE_KEY_BUSY, busy.getMessage())
                    .withHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        if (failure instanceof IdempotencyBusyException busy) {
            return Problem.of(ProblemCode.IDEMPOTENCY_KEY_BUSY, busy.getMessage())
                    .withHeader(HttpHeaders.RETRY_AFTER, "1");
        }
        if (failure instanceof IdempotencyConflictException conflict) {
            return Problem.of(ProblemCode.IDEMPOTENCY_KEY_REUSED, conflict.getMessage());
        }
        if (failure instanceof NameTakenException taken) {
            return Problem.of(ProblemCode.NAME_TAKEN, taken.getMessage());
        }
        if (failure instanceof LastAdministratorException last) {
            return Problem.of(ProblemCode.LAST_ADMINISTRATOR, last.getMessage());
        }
        if (failure instanceof ThrottledException throttled) {
            return Problem.of(ProblemCode.TOO_MANY_REQUESTS, throttled.getMessage())
                    .withHeader(
                            HttpHeaders.RETRY_AFTER,
                            "" + throttled.retryAfter().plusMillis(999).toSeconds());
        }
        if (failure instanceof LeaseLostException lost) {
            ProblemCode code = lost.state().isPresent() ? ProblemCode.LEASE_LOST : ProblemCode.JOB_NOT_FOUND;
            return Problem.of(code, lost.getMessage());
        }
        if (failure instanceof NotReleasableException own) {
            return Problem.of(ProblemCode.NOT_RELEASABLE, own.getMessage());
        }
        if (failure instanceof TooManyFollowersException many) {
            return Problem.of(ProblemCode.TOO_MANY_FOLLOWERS, many.getMessage())
                    .withHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        if (failure instanceof NoSuchNodeException unknown) {
            return Problem.of(ProblemCode.NODE_NOT_FOUND, unknown.getMessage());
        }
        if (failure instanceof MalformedJsonException malformed) {
            return Problem.of(ProblemCode.MALFORMED_JSON, malformed.getMessage());
        }
        if (failure instanceof BodyText.TooLargeException large) {
            return Problem.of(ProblemCode.BODY_TOO_LARGE, large.getMessage());
        }
        if (failure instanceof DatabaseException database && database.isConnectionLost()) {
            return unavailable(database);
        }
        if (failure instanceof WebApplicationException refusal
                && refusal.getResponse().getStatus() < 500) {
            Response response = refusal.getResponse();
            return refused(response.getStatus(), response.getHeaderString(HttpHeaders.ALLOW));
        }
        return incident(failure);
    }

    /** One sentence for all of them; the errors say the rest. */
    static String summary(List<Violation> errors) {
        Violation first = errors.get(0);
        String where = first.pointer().isEmpty() ? "the body " : first.pointer() + ": ";
        String more = errors.size() == 1 ? "" : " (and " + (errors.size() - 1) + " more)";
        return where + first.detail() + more;
    }

    private static Problem unavailable(DatabaseException failure) {
        // one line, not a trace for each request: the log must stay readable while the database is away
        LOG.log(Level.WARNING, "Refused a request, the database cannot be reached: {0}", failure.getMessage());
        return Problem.of(
                        ProblemCode.DATABASE_UNAVAILABLE,
                        "the database cannot be reached; whether a change that was asked for took effect is not known")
                .withHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }

    private static Problem incident(Throwable failure) {
        UUID incident = UUID.randomUUID();
        LOG.log(Level.SEVERE, "Incident " + incident + " while answering a request", failure);
        return Problem.of(
                ProblemCode.INTERNAL_ERROR, "the server's log has the cause under the incident id " + incident);
    }

    /** What the platform itself refused. Its own messages are left out: they name its classes. */
    static Problem refused(int status, String allowed) {
        return switch (status) {
            case 400 -> Problem.of(ProblemCode.MALFORMED_REQUEST, "the request cannot be read");
            case 401 -> Problem.of(ProblemCode.UNAUTHORIZED, "an API token is needed");
            case 403 -> Problem.of(ProblemCode.FORBIDDEN, "this is not allowed");
            case 404 -> Problem.of(ProblemCode.NOT_FOUND, "there is nothing at this path");
            case 405 -> notAllowed(allowed);
            case 406 -> Problem.of(ProblemCode.NOT_ACCEPTABLE, "the answer is application/json");
            case 413 -> Problem.of(ProblemCode.BODY_TOO_LARGE, "the body is too large");
            case 415 -> Problem.of(ProblemCode.UNSUPPORTED_MEDIA_TYPE, "the body must be application/json");
            default ->
                Problem.of(ProblemCode.REFUSED, "the request was refused with status " + status)
                        .withStatus(status);
        };
    }

    private static Problem notAllowed(String allowed) {
        if (allowed == null) {
            return Problem.of(ProblemCode.METHOD_NOT_ALLOWED, "this path does not take this method");
        }
        return Problem.of(ProblemCode.METHOD_NOT_ALLOWED, "this path takes " + allowed)
                .withHeader(HttpHeaders.ALLOW, allowed);
    }
}
