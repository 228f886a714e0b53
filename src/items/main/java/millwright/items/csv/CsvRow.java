package millwright.items.csv;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One record of a CSV file, as the characters of its fields one behind the other. There is one object for all records:
 * it holds the latest, until the next is read.
 */
final class CsvRow {

    static final int MOST_CHARACTERS = 1 << 20;
    static final int MOST_FIELDS = 4_096;

    private char[] characters = new char[512];
    private int[] ends = new int[32];
    private int length;
    private int fields;
    private long line;
    private int lineEnds;
    private boolean mangled;

    void begin(long newLine) {
        line = newLine;
        length = 0;
        fields = 0;
        lineEnds = 0;
        mangled = false;
    }

    /** @return whether there was room */
    boolean add(char[] buffer, int offset, int count, boolean quoted) {
        if (length + count > MOST_CHARACTERS || fields == MOST_FIELDS) {
            return false;
        }
        if (length + count > characters.length) {
            characters = Arrays.copyOf(characters, Math.max(length + count, 2 * characters.length));
        }
        if (fields == ends.length) {
            ends = Arrays.copyOf(ends, 2 * ends.length);
        }
        for (int i = 0; i < count; i++) {
            char character = buffer[offset + i];
            characters[length + i] = character;
            mangled |= character == '\uFFFD';
            if (quoted && character == '\n') {
                lineEnds++;
            }
        }
        length += count;
        ends[fields++] = length;
        return true;
    }

    /** The line it begins on, from 1. */
    long line() {
        return line;
    }

    /** How many lines it takes: more than one when a quoted field holds line ends. */
    int lines() {
        return 1 + lineEnds;
    }

    int fieldCount() {
        return fields;
    }

    /** Whether a byte of it was none of the character set. */
    boolean isMangled() {
        return mangled;
    }

    char[] characters() {
        return characters;
    }

    /** Where a field begins in {@link #characters()}. */
    int start(int field) {
        return field == 0 ? 0 : ends[field - 1];
    }

    int length(int field) {
        return ends[field] - start(field);
    }

    String field(int field) {
        return new String(characters, start(field), length(field));
    }

    List<String> fields() {
        List<String> texts = new ArrayList<>(fields);
        for (int i = 0; i < fields; i++) {
            texts.add(field(i));
        }
        return texts;
    }

    /** The record for a reader of messages; quotes are not restored. */
    String text(char separator) {
        return String.join(String.valueOf(separator), fields());
    }
}
