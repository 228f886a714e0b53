package millwright.items.mapping;

import java.sql.SQLException;
import java.util.List;
import millwright.retry.ErrorCategory;
import millwright.retry.JobException;

/** Says which item of a chunk cannot be written. */
public final class WrittenItem {

    private static final int LONGEST = 500;
    private static final int LONGEST_REASON = 2_000;

    private WrittenItem() {}

    /**
     * @param place of the item in the chunk, from 0; below 0 when it is not known
     * @param reason with column and value where they are known
     */
    public static JobException refused(List<Object> items, int place, String reason, Throwable cause) {
        String item = place < 0 || place >= items.size() ? "" : " (" + text(items.get(place)) + ")";
        String where = item.isEmpty()
                ? "one of the chunk's " + items.size() + " items"
                : "item " + (place + 1) + " of the chunk's " + items.size() + item;
        return new JobException(
                "DATA_ERROR", ErrorCategory.PERMANENT, where + ": " + cut(reason, LONGEST_REASON), cause);
    }

    /** Whether the data is at fault, and not the connection or another transaction. */
    public static boolean isOfData(SQLException e) {
        String state = e.getSQLState();
        return state != null && (state.startsWith("22") || state.startsWith("23"));
    }

    private static String text(Object item) {
        return cut(String.valueOf(item), LONGEST);
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest) + "...";
    }
}
