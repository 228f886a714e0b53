package millwright.web.security;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.ws.rs.core.SecurityContext;
import java.util.Set;
import millwright.access.Caller;
import millwright.access.Role;
import millwright.access.Scope;
import millwright.web.problem.ProblemException;
import org.junit.jupiter.api.Test;

/** Holds W38. */
class ReachTest {

    private static final SecurityContext ANYWHERE = caller(Scope.ALL);
    private static final SecurityContext MAIL = caller(new Scope(Set.of("mail"), Set.of()));
    private static final SecurityContext LETTERS = caller(new Scope(Set.of(), Set.of("letter")));

    @Test
    void aQueueOutsideTheScopeIsNotThere() {
        assertDoesNotThrow(() -> Reach.queue(MAIL, "mail"));
        assertDoesNotThrow(() -> Reach.queue(LETTERS, "mail"));
        assertThrows(ProblemException.class, () -> Reach.queue(MAIL, "other"));
    }

    @Test
    void aWholeQueueIsNotForWhoIsNarrowedToDefinitions() {
        assertDoesNotThrow(() -> Reach.wholeQueue(MAIL, "mail"));
        assertThrows(ProblemException.class, () -> Reach.wholeQueue(MAIL, "other"));
        assertThrows(ProblemException.class, () -> Reach.wholeQueue(LETTERS, "mail"));
    }

    @Test
    void whatConcernsAllIsForNobodyWhoIsNarrowed() {
        assertDoesNotThrow(() -> Reach.everything(ANYWHERE));
        assertThrows(ProblemException.class, () -> Reach.everything(MAIL));
        assertThrows(ProblemException.class, () -> Reach.everything(LETTERS));
    }

    private static SecurityContext caller(Scope scope) {
        return new CallerContext(new Caller("anna", Role.ADMIN, scope), true);
    }
}
