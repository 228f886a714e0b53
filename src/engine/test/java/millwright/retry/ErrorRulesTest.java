package millwright.retry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** E2, E3: what errors are called, by whom, in which order. */
class ErrorRulesTest {

    private static final ErrorRules RULES = ErrorRules.parse(
            "java.net.ConnectException=API_DOWN:TRANSIENT, java.io.IOException = DISK : permanent,"
                    + " java.lang.Comparable=ODD:TRANSIENT",
            "API_DOWN=retry*3, DISK=fail");

    @ParameterizedTest
    @CsvSource({
        "java.net.ConnectException, API_DOWN, TRANSIENT",
        "java.io.EOFException, DISK, PERMANENT",
        "java.util.concurrent.TimeoutException, TIMEOUT_ERROR, TRANSIENT",
        "java.lang.IllegalStateException, INTERNAL_ERROR, PERMANENT"
    })
    void theFirstRuleThatMatchesDecidesAndElseTheBuiltInOnes(String thrown, String code, ErrorCategory category)
            throws Exception {
        Throwable error = Class.forName(thrown)
                .asSubclass(Throwable.class)
                .getDeclaredConstructor()
                .newInstance();
        JobError classified = RULES.classify(new RuntimeException("outside", error));
        assertEquals(new JobError(code, category, "outside").from(ErrorOrigin.of(error)), classified);
    }

    @Test
    void anEarlierRuleComesBeforeALinkFurtherOut() {
        assertEquals(
                "API_DOWN",
                RULES.classify(new IOException(new ConnectException("refused"))).code());
    }

    @Test
    void aDefinitionsRulesComeBeforeTheConfiguredOnes() {
        ErrorRules own = ErrorRules.parse("java.net.ConnectException=MINE:PERMANENT", "DISK=retry");
        ErrorRules both = own.before(RULES);
        assertEquals("MINE", both.classify(new ConnectException()).code());
        assertEquals("DISK", both.classify(new IOException()).code());
        assertTrue(both.retries(both.classify(new IOException())));
        assertFalse(RULES.retries(RULES.classify(new IOException())));
        assertEquals(3, both.timeoutFactor("API_DOWN"));
        assertEquals(1, both.timeoutFactor("UNHEARD_OF"));
    }

    @Test
    void whatTheJobItselfSaysStands() {
        JobException said = new JobException(
                "QUOTA", ErrorCategory.TRANSIENT, Duration.ofMinutes(2), "used up", new IOException("429"));
        JobError error = RULES.classify(new IllegalStateException("outside", said));
        assertEquals(
                new JobError("QUOTA", ErrorCategory.TRANSIENT, "outside", Duration.ofMinutes(2))
                        .from(ErrorOrigin.of(said)),
                error);
        assertEquals(error, ErrorClassifier.classify(new IllegalStateException("outside", said)));
        assertEquals(Optional.of(Duration.ofMinutes(2)), said.retryAfter());
        assertEquals(error, JobError.fromJson(error.toJson()));
    }

    @Test
    void aCodeThatIsNoneIsRefused() {
        assertThrows(
                IllegalArgumentException.class, () -> new JobException("no code", ErrorCategory.TRANSIENT, "text"));
        assertThrows(
                IllegalArgumentException.class,
                () -> new JobException("CODE", ErrorCategory.TRANSIENT, Duration.ofSeconds(-1), "text", null));
    }

    @Test
    void wellKnownClassesHaveTheirNames() {
        assertEquals(
                "TIMEOUT_ERROR",
                ErrorClassifier.classify(new SocketTimeoutException()).code());
        assertEquals(
                "DATA_ERROR",
                ErrorClassifier.classify(new NumberFormatException()).code());
        assertEquals(
                "CONFIGURATION_ERROR",
                ErrorClassifier.classify(new NoClassDefFoundError()).code());
    }
}
