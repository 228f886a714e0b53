package millwright.web.security;

import jakarta.ws.rs.core.SecurityContext;
import millwright.access.Scope;
import millwright.web.problem.ProblemCode;
import millwright.web.problem.ProblemException;

/** Holds a caller who is narrowed to queues or definitions to what is more than one job (W38). */
public final class Reach {

    private Reach() {}

    public static Scope of(SecurityContext security) {
        return CallerContext.callerOf(security).scope();
    }

    /** @throws ProblemException as if there were no such queue, when the caller may not see it */
    public static void queue(SecurityContext security, String name) {
        if (!of(security).coversQueue(name)) {
            throw new ProblemException(ProblemCode.QUEUE_NOT_FOUND, "no queue is named '" + name + "'");
        }
    }

    /** @throws ProblemException when the caller may not see the queue, or not all that waits in it */
    public static void wholeQueue(SecurityContext security, String name) {
        queue(security, name);
        if (!of(security).definitions().isEmpty()) {
            throw new ProblemException(
                    ProblemCode.FORBIDDEN,
                    "the queue holds jobs of every definition, and this token is narrowed to "
                            + of(security).definitions());
        }
    }

    /** @throws ProblemException when the caller is narrowed to anything */
    public static void everything(SecurityContext security) {
        if (!of(security).equals(Scope.ALL)) {
            throw new ProblemException(
                    ProblemCode.FORBIDDEN,
                    "this concerns all queues and definitions, and this token is narrowed to some");
        }
    }
}
