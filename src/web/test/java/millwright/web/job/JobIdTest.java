package millwright.web.job;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobIdTest {

    @Test
    void isAUuidInAnyCase() {
        assertEquals(Optional.of(SampleJob.ID), JobId.read("019ABCDE-0123-7456-89ab-cdef01234567"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "1-1-1-1-1",
                "019abcde01237456-89ab-cdef01234567",
                "x19abcde-0123-7456-89ab-cdef01234567"
            })
    void isNothingLess(String text) {
        assertEquals(Optional.empty(), JobId.read(text));
    }
}
