package millwright.samples.csv;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects a record's fields within bounds (C3), and knows where a record began that the parser gave up on, which
 * FastCSV's own handlers do not tell.
 */
final class RowHandler extends AbstractBaseCsvCallbackHandler<CsvRow> {

    static final int MOST_CHARACTERS = 64 * 1024;
    private static final int MOST_FIELDS = 1_000;

    private final long lineBefore;
    private List<String> fields = new ArrayList<>();
    private int characters;
    private int lineEnds;

    /** @param firstLine the line of the file that the parser calls 1 */
    RowHandler(long firstLine) {
        lineBefore = firstLine - 1;
    }

    /** The line on which the latest record begins. */
    long line() {
        return lineBefore + getStartingLineNumber();
    }

    @Override
    protected void handleBegin(long startingLineNumber) {
        // the next record will have as many fields as the last
        fields = new ArrayList<>(fields.size());
        characters = 0;
        lineEnds = 0;
    }

    @Override
    protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
        characters += length;
        if (characters > MOST_CHARACTERS || index >= MOST_FIELDS) {
            throw new CsvParseException(
                    "the record is longer than " + MOST_CHARACTERS + " characters or " + MOST_FIELDS + " fields");
        }
        if (quoted) {
            lineEnds += lineEnds(buffer, offset, length);
        }
        fields.add(new String(buffer, offset, length));
    }

    private static int lineEnds(char[] buffer, int offset, int length) {
        int count = 0;
        for (int i = offset; i < offset + length; i++) {
            if (buffer[i] == '\n') {
                count++;
            }
        }
        return count;
    }

    @Override
    protected CsvRow buildRecord() {
        return new CsvRow(line(), 1 + lineEnds, fields);
    }
}
