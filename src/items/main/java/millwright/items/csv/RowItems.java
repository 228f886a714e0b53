package millwright.items.csv;

import millwright.batch.InvalidItemException;

/** Makes an item of a record of the file. */
interface RowItems {

    /** @throws InvalidItemException naming column, value and what was expected */
    Object of(CsvRow row) throws InvalidItemException;
}
