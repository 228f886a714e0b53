package millwright.retry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.sql.SQLException;
import java.util.concurrent.TimeoutException;
import millwright.database.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** E1, E2: a code, a category and a message for whatever was thrown. */
class ErrorClassifierTest {

    @ParameterizedTest
    @CsvSource({
        "22003, DATA_ERROR, PERMANENT",
        "23505, DATA_ERROR, PERMANENT",
        "08006, NETWORK_ERROR, TRANSIENT",
        "40001, NETWORK_ERROR, TRANSIENT",
        "53300, NETWORK_ERROR, TRANSIENT",
        "57P01, NETWORK_ERROR, TRANSIENT",
        "42P01, INTERNAL_ERROR, PERMANENT",
        ", NETWORK_ERROR, TRANSIENT"
    })
    void anSqlErrorIsClassifiedByItsState(String state, String code, ErrorCategory category) {
        Throwable thrown = new IllegalStateException("outer", new RuntimeException(new SQLException("inner", state)));
        assertEquals(
                new JobError(code, category, "outer").from(ErrorOrigin.of(thrown)), ErrorClassifier.classify(thrown));
    }

    @Test
    void theCauseDecides() {
        assertEquals(
                new JobError("NETWORK_ERROR", ErrorCategory.TRANSIENT, "refused"),
                ErrorClassifier.classify(new RuntimeException(new ConnectException("refused")))
                        .from(null));
        assertEquals(
                new JobError("TIMEOUT_ERROR", ErrorCategory.TRANSIENT, "late"),
                ErrorClassifier.classify(new RuntimeException("late", new TimeoutException()))
                        .from(null));
        assertEquals(
                new JobError("INTERNAL_ERROR", ErrorCategory.PERMANENT, "what"),
                ErrorClassifier.classify(new IllegalArgumentException("what")).from(null));
    }

    @Test
    void theMessageIsTheFirstThatSaysMoreThanAClass() {
        assertEquals(
                "the file is gone",
                ErrorClassifier.classify(new UncheckedIOException(new IOException("the file is gone")))
                        .message());
        assertEquals(
                "StackOverflowError",
                ErrorClassifier.classify(new StackOverflowError()).message());
        assertEquals(
                "below",
                ErrorClassifier.classify(new RuntimeException(" ", new Error("below")))
                        .message());
    }

    @Test
    void aChainThatLeadsBackToItselfEnds() {
        RuntimeException one = new RuntimeException("one");
        one.initCause(new RuntimeException("two", one));
        assertEquals("INTERNAL_ERROR", ErrorClassifier.classify(one).code());
    }

    @Test
    void anErrorCanAlwaysBeStoredAndComesBackAsItWas() {
        JobError error = new JobError("DATA_ERROR", ErrorCategory.PERMANENT, "a\0b\uD800" + "x".repeat(5_000));
        assertTrue(Json.isStorable(error.toJson()));
        assertEquals(4_000, error.message().length());
        assertEquals(error, JobError.fromJson(Json.object(error.toJson().toString())));
        assertNull(JobError.fromJson(null));
        assertEquals("", new JobError("A", ErrorCategory.TRANSIENT, null).message());
    }
}
