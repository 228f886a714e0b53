package millwright.web.request;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Where a page ended, as an opaque text. It holds no secret: who may see what is asked on every page. */
public final class OpaqueToken {

    /** What was last is in the form below; another form gets another mark, so that an old token is refused. */
    private static final String FORM = "1:";

    private OpaqueToken() {}

    public static String after(Object last) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((FORM + last).getBytes(StandardCharsets.UTF_8));
    }

    /** The last id of the page before, or empty when {@code token} is none of ours. */
    public static Optional<UUID> readId(String token) {
        return read(token, Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"))
                .map(UUID::fromString);
    }

    /** What was last on the page before, or empty when {@code token} is none of ours or holds no {@code expected}. */
    public static Optional<String> read(String token, Pattern expected) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            return Optional.of(text)
                    .filter(form -> form.startsWith(FORM))
                    .map(form -> form.substring(FORM.length()))
                    .filter(last -> expected.matcher(last).matches())
                    // two texts may decode alike; only the one that was given out counts
                    .filter(last -> after(last).equals(token));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
