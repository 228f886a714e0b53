package millwright.web.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import millwright.job.InvalidRequestException;
import millwright.job.UniqueKeyBusyException;
import millwright.job.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds W20 to W23. */
class ProblemsTest {

    @Test
    void namesEachPartOfARequestThatDoesNotFit() {
        JsonObject document = Problems.of(new InvalidRequestException(List.of(
                        new Violation("/parameters/year", "is 0, expected an integer"),
                        new Violation("", "is an array"))))
                .document("/api/v1/jobs");

        assertEquals(
                "{\"type\":\"/problems/invalid-request\",\"title\":\"The request does not fit\",\"status\":422,"
                        + "\"detail\":\"/parameters/year: is 0, expected an integer (and 1 more)\","
                        + "\"instance\":\"/api/v1/jobs\",\"errors\":["
                        + "{\"pointer\":\"/parameters/year\",\"detail\":\"is 0, expected an integer\"},"
                        + "{\"pointer\":\"\",\"detail\":\"is an array\"}]}",
                document.toString());
    }

    @Test
    void aUniqueKeyThatIsJustBeingTakenIsAConflictThatPasses() {
        Problem problem = Problems.of(new UniqueKeyBusyException("'a' of work", new IllegalStateException("lock")));

        assertEquals(409, problem.status());
        assertEquals("/problems/unique-key-busy", problem.code().type());
        assertTrue(problem.headers().containsKey("Retry-After"));
        assertTrue(problem.detail().contains("'a' of work"), problem::detail);
    }

    @Test
    void keepsWhatItDoesNotForeseeToItself() {
        Throwable failure = new IllegalStateException("SELECT secret FROM t", new StackOverflowError("deep"));
        Problem problem = Problems.of(failure);
        String document = problem.document("/api/v1/jobs").toString();

        assertEquals(500, problem.status());
        assertTrue(problem.detail().matches(".* incident id [0-9a-f-]{36}"), problem::detail);
        assertFalse(document.contains("SELECT") || document.contains("Exception") || document.contains("deep"));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 405, 406, 413, 415})
    void answersInThePlatformsStead(int status) {
        Problem problem = Problems.refused(status, null);

        assertEquals(status, problem.status());
        assertFalse(problem.code() == ProblemCode.REFUSED);
    }

    @Test
    void answersAnyOtherStatusOfThePlatformsToo() {
        JsonObject document = Problems.refused(418, null).document("/");

        assertEquals(418, document.getInt("status"));
        assertEquals("/problems/refused", document.getString("type"));
    }

    @Test
    void saysWhichMethodsAPathTakes() {
        assertEquals(
                Map.of("Allow", "GET, POST"), Problems.refused(405, "GET, POST").headers());
    }

    @Test
    void carriesTheHeaderItsStatusWants() {
        var refusal = new ProblemException(ProblemCode.UNAUTHORIZED, "no", "WWW-Authenticate", "Bearer");

        assertEquals(Map.of("WWW-Authenticate", "Bearer"), Problems.of(refusal).headers());
    }

    @Test
    void staysSmallWhateverWasSent() {
        List<Violation> errors = IntStream.range(0, 10_000)
                .mapToObj(i -> new Violation("/" + "😀".repeat(1_000), "x".repeat(1_000)))
                .toList();
        JsonObject document = Problems.of(new InvalidRequestException(errors)).document("/" + "y".repeat(5_000));

        assertEquals(100, document.getJsonArray("errors").size());
        assertEquals(500, document.getString("instance").length());
        assertTrue(document.getJsonArray("errors")
                .getJsonObject(0)
                .getString("pointer")
                .endsWith("😀…"));
    }

    @ParameterizedTest
    @EnumSource(ProblemCode.class)
    void hasATypeThatIsAPath(ProblemCode code) {
        assertTrue(code.type().matches("/problems/[a-z]+(-[a-z]+)*"), code.type());
        assertTrue(code.status() >= 400 && code.status() < 600);
    }
}
