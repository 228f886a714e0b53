package millwright.web.schedule;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Where a page of schedules ended, as an opaque text. */
final class NameToken {

    /** Of the form below; another form gets another mark, so that an old token is refused and not misread. */
    private static final String FORM = "1:";

    private NameToken() {}

    static String after(String last) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((FORM + last).getBytes(StandardCharsets.UTF_8));
    }

    /** The last name of the page before, or empty when {@code token} is none of ours. */
    static Optional<String> read(String token) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            return Optional.of(text)
                    .filter(form -> form.matches(FORM + "[A-Za-z0-9._-]{1,100}"))
                    .map(form -> form.substring(FORM.length()))
                    // two texts may decode alike; only the one that was given out counts
                    .filter(last -> after(last).equals(token));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
