package millwright.web.problem;

import java.util.Locale;

/** The kinds of problem the API knows: what stands behind {@code /problems/} in a document's type, title and status. */
public enum ProblemCode {
    MALFORMED_REQUEST(400, "The request cannot be read"),
    MALFORMED_JSON(400, "The body is not JSON"),
    INVALID_QUERY(400, "A query parameter does not fit"),
    UNAUTHORIZED(401, "A valid API token is needed"),
    FORBIDDEN(403, "This is not allowed"),
    CSRF_TOKEN_REFUSED(403, "The request was not made by the page that is signed in"),
    NOT_FOUND(404, "There is nothing at this path"),
    JOB_NOT_FOUND(404, "There is no such job"),
    NO_JOB_XML(404, "The job has no job XML of its own"),
    DEAD_LETTER_GROUP_NOT_FOUND(404, "There is no such group of dead letters"),
    DEFINITION_NOT_FOUND(404, "There is no such job definition"),
    NODE_NOT_FOUND(404, "There is no such node"),
    QUEUE_NOT_FOUND(404, "There is no such queue"),
    SCHEDULE_NOT_FOUND(404, "There is no such schedule"),
    TOKEN_NOT_FOUND(404, "There is no such token"),
    USER_NOT_FOUND(404, "There is no such user"),
    METHOD_NOT_ALLOWED(405, "This path does not take this method"),
    NOT_ACCEPTABLE(406, "The answer cannot be had in this media type"),
    RESULT_NOT_READY(409, "The job has no result yet"),
    NO_RESULT(409, "The job ended without a result"),
    JOB_NOT_OVER(409, "The job has not ended"),
    JOB_OVER(409, "The job has ended already"),
    JOB_STATE_CONFLICT(409, "The job's state does not allow this"),
    UNIQUE_KEY_BUSY(409, "The unique key is just being taken"),
    UNIQUE_KEY_TAKEN(409, "The unique key is taken"),
    IDEMPOTENCY_KEY_BUSY(409, "A request under this key is just being carried out"),
    DEFINITION_FIXED(409, "The definition is the application's own"),
    NOT_RELEASABLE(409, "The job can be given to nobody else"),
    LEASE_LOST(409, "The lease is not, or no longer, the worker's"),
    SCHEDULE_EXISTS(409, "There is a schedule of this name already"),
    NAME_TAKEN(409, "The name is taken"),
    LAST_ADMINISTRATOR(409, "There must be an administrator"),
    BODY_TOO_LARGE(413, "The body is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "The body is of the wrong media type"),
    INVALID_REQUEST(422, "The request does not fit"),
    IDEMPOTENCY_KEY_REUSED(422, "The key was used for another request"),
    TOO_MANY_REQUESTS(429, "Too much was asked for in too short a time"),
    INTERNAL_ERROR(500, "Something went wrong in the server"),
    TOO_MANY_FOLLOWERS(503, "Too many follow on this node"),
    ISSUER_UNAVAILABLE(503, "The issuer of the token cannot be reached"),
    DATABASE_UNAVAILABLE(503, "The database cannot be reached"),
    /** Any other status of HTTP's, as the platform decided it. */
    REFUSED(400, "The request was refused");

    private final int status;
    private final String title;

    ProblemCode(int status, String title) {
        this.status = status;
        this.title = title;
    }

    public int status() {
        return status;
    }

    String title() {
        return title;
    }

    /** The URI reference that names this kind. */
    String type() {
        return "/problems/" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
