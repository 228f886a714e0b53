package millwright.web.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds W2. */
class PageTokenTest {

    private static final UUID ID = UUID.fromString("019abcde-0123-7456-89ab-cdef01234567");

    @Test
    void leadsBackToTheIdItWasMadeFor() {
        String token = PageToken.after(ID);

        assertEquals(Optional.of(ID), PageToken.read(token));
        assertTrue(token.matches("[A-Za-z0-9_-]+"), "needs no escape in a URI");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "A",
                "AAAA",
                "!!!!",
                "019abcde-0123-7456-89ab-cdef01234567",
                "AgGavN4BI3RWiavN7wEjRWc",
                "AQGavN4BI3RWiavN7wEjRWd",
                "AQGavN4BI3RWiavN7wEjRWc=",
                "AQGavN4BI3RWiavN7wEjRWcA"
            })
    void refusesWhatItDidNotMake(String token) {
        assertEquals(Optional.empty(), PageToken.read(token));
    }

    @Test
    void wasMeantByTheBrokenOnesAbove() {
        assertEquals("AQGavN4BI3RWiavN7wEjRWc", PageToken.after(ID));
    }
}
