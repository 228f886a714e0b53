package millwright.web.request;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A page goes on where the one before has ended, and nowhere else. */
class OpaqueTokenTest {

    private static final UUID ID = UUID.fromString("01a20470-edaa-7a4b-8b70-21a22d8c06f6");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    @Test
    void whatWasGivenOutIsRead() {
        assertEquals(Optional.of(ID), OpaqueToken.readId(OpaqueToken.after(ID)));
        assertEquals(Optional.of("42"), OpaqueToken.read(OpaqueToken.after(42L), NUMBER));
    }

    @Test
    void whatWasNotIsNone() {
        String other = Base64.getUrlEncoder().withoutPadding().encodeToString("2:42".getBytes(StandardCharsets.UTF_8));
        for (String none : List.of("", "x", "%%%", OpaqueToken.after(ID), OpaqueToken.after("' OR 1=1"), other)) {
            assertEquals(Optional.empty(), OpaqueToken.read(none, NUMBER), none);
        }
        // the same bits, but for those that the last letter has left over
        assertEquals(Optional.empty(), OpaqueToken.read(OpaqueToken.after(4L).replaceFirst(".$", "B"), NUMBER));
    }
}
