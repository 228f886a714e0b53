package millwright.web.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the header Prefer asks for (RFC 7240): of what is not known or cannot be read nothing is said, as it demands; of a
 * preference that comes twice the first counts.
 *
 * @param seconds to wait, at most {@link #LONGEST_WAIT}
 */
record Preferences(Optional<Integer> seconds, boolean respondAsync) {

    static final String HEADER = "Prefer";
    static final String APPLIED = "Preference-Applied";

    /** Longer than any proxy keeps a silent connection. */
    static final int LONGEST_WAIT = 600;

    static final Preferences NONE = new Preferences(Optional.empty(), false);

    /** @param headers each line of that name, or null for none */
    static Preferences read(List<String> headers) {
        Optional<Integer> wait = Optional.empty();
        boolean respondAsync = false;
        for (String preference : headers == null ? List.<String>of() : each(headers)) {
            // parameters after a semicolon belong to preferences that are not ours
            String[] parts = preference.split(";", 2)[0].split("=", 2);
            String name = parts[0].strip().toLowerCase(Locale.ROOT);
            if (name.equals("respond-async")) {
                respondAsync = true;
            } else if (name.equals("wait") && parts.length == 2 && wait.isEmpty()) {
                wait = seconds(parts[1].strip());
            }
        }
        return new Preferences(wait, respondAsync);
    }

    private static List<String> each(List<String> headers) {
        List<String> preferences = new ArrayList<>();
        headers.forEach(header -> preferences.addAll(List.of(header.split(",", 50))));
        return preferences;
    }

    private static Optional<Integer> seconds(String text) {
        String number = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")
                ? text.substring(1, text.length() - 1)
                : text;
        return number.matches("\\d{1,9}")
                ? Optional.of(Math.min(Integer.parseInt(number), LONGEST_WAIT))
                : Optional.empty();
    }
}
