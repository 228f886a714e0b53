package millwright.web.request;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import millwright.web.problem.ProblemException;
import org.junit.jupiter.api.Test;

/** Holds W10. */
class JsonRequestBodyTest {

    @Test
    void takesJsonInUtf8() {
        assertDoesNotThrow(() -> JsonRequestBody.checkType(MediaType.APPLICATION_JSON_TYPE));
        assertDoesNotThrow(() -> JsonRequestBody.checkType(json("UTF-8")));
        assertDoesNotThrow(() -> JsonRequestBody.checkEncoding(null));
        assertDoesNotThrow(() -> JsonRequestBody.checkEncoding("identity"));
    }

    @Test
    void refusesAnyOtherTypeCharsetAndEncoding() {
        assertThrows(ProblemException.class, () -> JsonRequestBody.checkType(null));
        assertThrows(ProblemException.class, () -> JsonRequestBody.checkType(MediaType.TEXT_PLAIN_TYPE));
        assertThrows(ProblemException.class, () -> JsonRequestBody.checkType(MediaType.WILDCARD_TYPE));
        assertThrows(ProblemException.class, () -> JsonRequestBody.checkType(new MediaType("application", "*")));
        assertThrows(ProblemException.class, () -> JsonRequestBody.checkType(json("iso-8859-1")));
        assertThrows(ProblemException.class, () -> JsonRequestBody.checkEncoding("gzip"));
    }

    private static MediaType json(String charset) {
        return new MediaType("application", "json", Map.of("charset", charset));
    }
}
