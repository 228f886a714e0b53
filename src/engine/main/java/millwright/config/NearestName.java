package millwright.config;

import java.util.Collection;
import java.util.Comparator;

/** The known name most like a misspelt one, by the number of single-character edits (Levenshtein distance). */
public final class NearestName {

    private NearestName() {}

    private static final int LONGEST = 200;

    /** The nearest of {@code known}, the first in order among equals; an empty text when nothing is known. */
    public static String of(String given, Collection<String> known) {
        // a name of a megabyte is no misspelling, and comparing it would take as many steps for each known name
        String name = given.length() <= LONGEST ? given : given.substring(0, LONGEST);
        return known.stream()
                .min(Comparator.<String>comparingInt(k -> distance(name, k)).thenComparing(Comparator.naturalOrder()))
                .orElse("");
    }

    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitution = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(substitution, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
