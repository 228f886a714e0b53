package millwright.samples.capital;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import millwright.batch.InvalidItemException;

/** Reads and processes a loss file as the step {@code import} does, without the engine around it. */
final class ImportedFile {

    private final List<LossEvent> losses = new ArrayList<>();
    private final List<InvalidItemException> skipped = new ArrayList<>();
    private int read;
    private int filtered;

    static ImportedFile of(String file) throws IOException {
        ImportedFile imported = new ImportedFile();
        LossFileReader reader = new LossFileReader(file);
        LossProcessor processor = new LossProcessor(new FixedAttempt());
        reader.open(null);
        try {
            while (imported.takeNext(reader, processor)) {
                // each call takes one record
            }
        } finally {
            reader.close();
        }
        return imported;
    }

    private boolean takeNext(LossFileReader reader, LossProcessor processor) throws IOException {
        try {
            StrikeReport report = reader.readItem();
            if (report == null) {
                return false;
            }
            read++;
            LossEvent loss = processor.processItem(report);
            if (loss == null) {
                filtered++;
            } else {
                losses.add(loss);
            }
        } catch (InvalidItemException e) {
            skipped.add(e);
        }
        return true;
    }

    List<LossEvent> losses() {
        return losses;
    }

    List<InvalidItemException> skipped() {
        return skipped;
    }

    int read() {
        return read;
    }

    int filtered() {
        return filtered;
    }
}
