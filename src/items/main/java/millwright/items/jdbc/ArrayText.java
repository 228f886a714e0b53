package millwright.items.jdbc;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.HexFormat;

/** The values of a column as the text of a PostgreSQL array, which the database takes apart faster than parameters. */
final class ArrayText {

    private final StringBuilder text = new StringBuilder("{");

    /** @throws IllegalArgumentException for a text with a NUL, which PostgreSQL cannot keep */
    void add(Object value) {
        if (text.length() > 1) {
            text.append(',');
        }
        if (value == null) {
            text.append("NULL");
        } else if (value instanceof String string) {
            quote(string);
        } else if (value instanceof Long || value instanceof Integer || value instanceof Short) {
            text.append(((Number) value).longValue());
        } else if (value instanceof BigDecimal
                || value instanceof BigInteger
                || value instanceof Boolean
                || value instanceof LocalDate) {
            text.append(value);
        } else if (value instanceof byte[] bytes) {
            text.append("\"\\\\x").append(HexFormat.of().formatHex(bytes)).append('"');
        } else {
            quote(SqlValue.of(value).toString());
        }
    }

    private void quote(String string) {
        text.append('"');
        int done = 0;
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            if (c == '"' || c == '\\') {
                text.append(string, done, i).append('\\');
                done = i;
            } else if (c == 0) {
                throw new IllegalArgumentException("it holds a NUL character, which PostgreSQL cannot keep");
            }
        }
        text.append(string, done, string.length()).append('"');
    }

    String end() {
        return text.append('}').toString();
    }
}
