package millwright.event;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in the feed.
 *
 * @param seq of the row that comes next, or is told in part
 * @param told how many of its events are before this place
 */
public record FeedPosition(long seq, int told) implements Comparable<FeedPosition> {

    private static final Pattern TEXT = Pattern.compile("1-(\\d{1,18})-(\\d{1,9})");

    /** What {@link #toString} gave, or empty when it is not of that form. */
    public static Optional<FeedPosition> of(String text) {
        Matcher parts = TEXT.matcher(text);
        return parts.matches()
                ? Optional.of(new FeedPosition(Long.parseLong(parts.group(1)), Integer.parseInt(parts.group(2))))
                : Optional.empty();
    }

    @Override
    public int compareTo(FeedPosition other) {
        return seq == other.seq ? Integer.compare(told, other.told) : Long.compare(seq, other.seq);
    }

    /** The first number is that of this form: another one gets another. */
    @Override
    public String toString() {
        return "1-" + seq + "-" + told;
    }
}
