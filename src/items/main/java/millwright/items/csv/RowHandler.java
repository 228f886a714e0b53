package millwright.items.csv;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;

/**
 * Collects a record's fields within bounds, and knows where a record began that the parser gave up on, which FastCSV's
 * own handlers do not tell.
 */
final class RowHandler extends AbstractBaseCsvCallbackHandler<CsvRow> {

    private final CsvRow row = new CsvRow();
    private final long lineBefore;

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
        row.begin(lineBefore + startingLineNumber);
    }

    @Override
    protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
        if (!row.add(buffer, offset, length, quoted)) {
            throw new CsvParseException("the record is longer than " + CsvRow.MOST_CHARACTERS + " characters or "
                    + CsvRow.MOST_FIELDS + " fields");
        }
    }

    @Override
    protected void handleEmpty() {
        // an empty line that counts is a record of one empty field
        row.add(new char[0], 0, 0, false);
    }

    @Override
    protected CsvRow buildRecord() {
        return row;
    }
}
