package millwright.samples.csv;

import java.util.List;

/**
 * One record of a CSV file.
 *
 * @param line the line it begins on, from 1
 * @param lines how many lines it takes: more than one when a quoted field holds line ends
 * @param fields its fields, without their quotes
 */
public record CsvRow(long line, int lines, List<String> fields) {

    /** The record on one line for a reader of messages; quotes are not restored. */
    public String text() {
        return String.join(",", fields);
    }
}
