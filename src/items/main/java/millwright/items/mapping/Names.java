package millwright.items.mapping;

import java.util.List;
import java.util.Locale;
import millwright.config.NearestName;

/** Finds a name among others as a person would: {@code totalCost} is "Total Cost" and total_cost. */
public final class Names {

    private Names() {}

    /** The place of {@code wanted} in {@code names}: the same text first, then the same letters and digits; or -1. */
    public static int place(String wanted, List<String> names) {
        int exact = names.indexOf(wanted);
        if (exact >= 0) {
            return exact;
        }
        String letters = letters(wanted);
        int found = -1;
        for (int i = 0; i < names.size(); i++) {
            if (letters(names.get(i)).equals(letters)) {
                if (found >= 0) {
                    return -1; // two that differ in nothing but signs: neither is meant for sure
                }
                found = i;
            }
        }
        return found;
    }

    private static String letters(String name) {
        StringBuilder letters = new StringBuilder(name.length());
        name.toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .forEach(letters::appendCodePoint);
        return letters.isEmpty() ? name : letters.toString();
    }

    /** The list for a message, with the nearest to {@code wanted}. */
    public static String among(String wanted, List<String> names) {
        return names.isEmpty()
                ? "there are none"
                : "there are " + String.join(", ", names) + " (nearest: '" + NearestName.of(wanted, names) + "')";
    }
}
