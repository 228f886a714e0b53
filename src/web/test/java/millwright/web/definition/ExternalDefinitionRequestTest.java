package millwright.web.definition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Set;
import millwright.access.Scope;
import millwright.job.InvalidRequestException;
import millwright.web.problem.ProblemException;
import org.junit.jupiter.api.Test;

/** Holds W38 and W106. */
class ExternalDefinitionRequestTest {

    private static final Scope MAIL = new Scope(Set.of("mail"), Set.of("letter"));

    @Test
    void takesTheDocumentAsItIs() {
        String body = "{\"queue\":\"mail\",\"title\":\"Letters\"}";
        assertEquals(body, ExternalDefinitionRequest.read("letter", body, MAIL).toString());
    }

    @Test
    void refusesWhatIsOutsideTheScope() {
        assertThrows(ProblemException.class, () -> ExternalDefinitionRequest.read("parcel", "{}", MAIL));
        // the queue of its jobs would be the default one
        assertThrows(ProblemException.class, () -> ExternalDefinitionRequest.read("letter", "{}", MAIL));
    }

    @Test
    void refusesWhatIsNoObject() {
        assertThrows(InvalidRequestException.class, () -> ExternalDefinitionRequest.read("letter", "[]", Scope.ALL));
        assertThrows(
                InvalidRequestException.class,
                () -> ExternalDefinitionRequest.read("letter", "{\"title\":\"a\",\"title\":\"b\"}", Scope.ALL));
    }
}
