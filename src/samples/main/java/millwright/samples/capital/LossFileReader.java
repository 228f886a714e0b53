package millwright.samples.capital;

import jakarta.batch.api.BatchProperty;
import jakarta.batch.api.chunk.ItemReader;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.Serializable;
import millwright.batch.InvalidItemException;
import millwright.batch.ReadProgress;
import millwright.samples.csv.CsvPosition;
import millwright.samples.csv.CsvRow;
import millwright.samples.csv.CsvRows;
import millwright.samples.csv.CsvSource;

/** Reads the loss file record by record, and after a restart goes on where the last committed chunk ended. */
@Named
@Dependent
class LossFileReader implements ItemReader, ReadProgress {

    private final String file;
    private CsvRows rows;
    private Header header;

    @Inject
    LossFileReader(@BatchProperty(name = "file") String file) {
        this.file = file;
    }

    @Override
    public void open(Serializable checkpoint) throws IOException {
        CsvSource source = LossFiles.named(file);
        rows = new CsvRows(source);
        header = new Header(source.name(), rows.header());
        if (checkpoint != null) {
            rows.goBehind((CsvPosition) checkpoint);
        }
    }

    @Override
    public StrikeReport readItem() throws IOException, InvalidItemException {
        CsvRow row = rows.next();
        return row == null ? null : new StrikeReport(row, header);
    }

    @Override
    public CsvPosition checkpointInfo() {
        return rows.position();
    }

    @Override
    public double fractionRead() {
        CsvPosition position = rows.position();
        return (double) position.offset() / position.size();
    }

    @Override
    public void close() throws IOException {
        // called as well when open failed
        if (rows != null) {
            rows.close();
        }
    }
}
