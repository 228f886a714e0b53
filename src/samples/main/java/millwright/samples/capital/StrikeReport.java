package millwright.samples.capital;

import millwright.batch.InvalidItemException;
import millwright.samples.csv.CsvRow;

/** One record of the loss file as it stands there: what the reader gives and the processor judges. */
record StrikeReport(CsvRow row, Header header) {

    long line() {
        return row.line();
    }

    String value(Column column) {
        return header.value(row, column);
    }

    /** The refusal of this record because of {@code column}. */
    InvalidItemException refuse(Column column, String expected) {
        String reason = column.title() + " is " + Quoted.text(value(column)) + ", expected " + expected;
        return new InvalidItemException(line(), reason, row.text());
    }
}
