package millwright.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** Nobody gives away more than one has. */
class ScopeTest {

    private static final Scope NIGHT = new Scope(Set.of("night", "day"), Set.of());
    private static final Scope REPORT = new Scope(Set.of("night"), Set.of("report"));

    @Test
    void whatIsNotNarrowedContainsAll() {
        assertEquals(true, Scope.ALL.contains(REPORT));
        assertEquals(true, Scope.ALL.contains(Scope.ALL));
    }

    @Test
    void aNarrowedOneContainsWhatIsNarrowerOnly() {
        assertEquals(true, NIGHT.contains(REPORT));
        assertEquals(true, NIGHT.contains(NIGHT));
        assertEquals(false, NIGHT.contains(Scope.ALL));
        assertEquals(false, REPORT.contains(NIGHT));
        assertEquals(false, NIGHT.contains(new Scope(Set.of("night", "other"), Set.of())));
        assertEquals(false, REPORT.contains(new Scope(Set.of("night"), Set.of())));
    }
}
