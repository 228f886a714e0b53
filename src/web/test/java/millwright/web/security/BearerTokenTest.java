package millwright.web.security;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds W30. */
class BearerTokenTest {

    @ParameterizedTest
    @ValueSource(strings = {"Bearer mw_a-B_9", "bearer mw_a-B_9", "BEARER   mw_a-B_9 "})
    void readsTheSchemeInAnyCase(String header) {
        assertEquals(Optional.of("mw_a-B_9"), BearerToken.in(List.of(header)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer",
                "Bearer ",
                "mw_a",
                "Basic bXdfYTpi",
                "Bearermw_a",
                "Bearer mw_a mw_b",
                "Bearer mw_a,mw_b",
                "Bearer \"mw_a\"",
                "Bearer token=mw_a",
                "Bearer mw_ä",
                "Bearer\tmw_a",
                "Bearer mw_a\n"
            })
    void readsNothingElse(String header) {
        assertEquals(Optional.empty(), BearerToken.in(List.of(header)));
    }

    @Test
    void wantsExactlyOneHeader() {
        assertEquals(Optional.empty(), BearerToken.in(null));
        assertEquals(Optional.empty(), BearerToken.in(List.of()));
        assertEquals(Optional.empty(), BearerToken.in(List.of("Bearer mw_a", "Bearer mw_a")));
    }
}
