package millwright.items.csv;

import java.nio.charset.Charset;
import java.util.Optional;

/**
 * How a CSV file is written.
 *
 * @param charset its character set
 * @param separator between fields
 * @param quote around a field that holds a separator, a line end or a quote, which is doubled inside
 * @param comment what a line begins with that is passed over; empty when there is no such line
 * @param skipEmptyLines whether lines without any character are passed over
 */
record CsvFormat(Charset charset, char separator, char quote, Optional<Character> comment, boolean skipEmptyLines) {

    /** A character that means nothing in this format, for a line behind the last. */
    byte meaningless() {
        for (char candidate : "xyz0".toCharArray()) {
            if (candidate != separator
                    && candidate != quote
                    && comment.filter(c -> c == candidate).isEmpty()) {
                return (byte) candidate;
            }
        }
        throw new IllegalStateException("one of four differs from three");
    }
}
