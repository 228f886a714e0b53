package millwright.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Did you mean … */
class NearestNameTest {

    private static final List<String> KNOWN = List.of("workers", "poll-interval", "drain-timeout", "worker");

    @Test
    void fewestEditsWin() {
        assertEquals("workers", NearestName.of("wrokers", KNOWN));
        assertEquals("poll-interval", NearestName.of("pollinterval", KNOWN));
        assertEquals("drain-timeout", NearestName.of("drain-timeout", KNOWN));
    }

    @Test
    void amongEqualsTheFirstInOrder() {
        assertEquals("aa", NearestName.of("ab", List.of("bb", "aa")));
    }

    @Test
    void nothingKnownIsNothing() {
        assertEquals("", NearestName.of("a", List.of()));
        assertEquals("worker", NearestName.of("", KNOWN));
    }
}
