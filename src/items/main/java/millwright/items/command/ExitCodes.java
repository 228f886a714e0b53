package millwright.items.command;

import java.util.List;
import millwright.items.property.Property;

/**
 * A set of a program's exit codes.
 *
 * @param ranges each a first and a last code
 */
record ExitCodes(List<int[]> ranges) {

    private static final int LARGEST = 255;

    /** As {@code 0, 3, 64-78}. */
    static ExitCodes parse(String property, String value, String defaultValue) {
        Property given = Property.of(property, value == null || value.isBlank() ? defaultValue : value);
        return new ExitCodes(
                given.list().stream().map(range -> range(range, given)).toList());
    }

    private static int[] range(String text, Property property) {
        String[] ends = text.split("-", 2);
        try {
            int first = Integer.parseInt(ends[0].strip());
            int last = ends.length == 1 ? first : Integer.parseInt(ends[1].strip());
            if (first >= 0 && first <= last && last <= LARGEST) {
                return new int[] {first, last};
            }
        } catch (NumberFormatException e) {
            // said below, the same as out of range
        }
        throw property.unfit("exit codes from 0 to " + LARGEST + " and ranges of them, such as 0, 3, 64-78");
    }

    boolean contains(int code) {
        return ranges.stream().anyMatch(range -> range[0] <= code && code <= range[1]);
    }
}
