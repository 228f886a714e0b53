package millwright.retry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** Holds E6. */
class ErrorOriginTest {

    @Test
    void isTheLastCauseAndTheFirstFrameThatIsNotTheJdks() {
        NumberFormatException thrown = assertThrows(NumberFormatException.class, ErrorOriginTest::parse);

        ErrorOrigin expected =
                new ErrorOrigin("java.lang.NumberFormatException", "millwright.retry.ErrorOriginTest.parse");
        assertEquals(expected, ErrorOrigin.of(thrown));
        assertEquals(expected, ErrorOrigin.of(new IllegalStateException("around", new RuntimeException(thrown))));
    }

    private static void parse() {
        Integer.parseInt("no number");
    }

    @Test
    void isTheSameOfALambdaInEveryJvm() {
        RuntimeException thrown = new RuntimeException("of a lambda");
        thrown.setStackTrace(new StackTraceElement[] {
            new StackTraceElement("com.example.Job$$Lambda$14/0x00007f1234", "run", null, -1)
        });
        assertEquals("com.example.Job$$Lambda.run", ErrorOrigin.of(thrown).frame());
    }

    @Test
    void hasNoFrameWhereThereIsNoStack() {
        RuntimeException bare = new RuntimeException("bare", null, false, false) {
            private static final long serialVersionUID = 1;
        };
        assertEquals("", ErrorOrigin.of(bare).frame());
    }

    @Test
    void isKeptWithTheError() {
        JobError error = ErrorClassifier.classify(new IllegalStateException("no"));
        assertFalse(error.origin().frame().isEmpty());
        assertEquals(error, JobError.fromJson(error.toJson()));
    }
}
