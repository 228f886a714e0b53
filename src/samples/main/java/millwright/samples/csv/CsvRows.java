package millwright.samples.csv;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import millwright.batch.InvalidItemException;

/**
 * The records of a file, one after the other. The first is the header, and the others must have as many fields. Not
 * thread-safe.
 */
public final class CsvRows implements Closeable {

    private static final int MOST_BYTES_OF_TEXT = 2_000;

    private final CsvSource source;
    private final CsvRow header;
    private LineInput input;
    private RowHandler handler;
    private CloseableIterator<CsvRow> parser;
    private long line;
    private long offset;

    /** @throws IllegalArgumentException when the file is empty or its header cannot be read */
    public CsvRows(CsvSource source) throws IOException {
        this.source = source;
        goTo(1, 0);
        try {
            header = parse();
        } catch (InvalidItemException e) {
            close();
            throw new IllegalArgumentException(source.name() + " has no readable header: " + e.getMessage(), e);
        }
        if (header == null) {
            close();
            throw new IllegalArgumentException(source.name() + " is empty: expected a header line and records");
        }
    }

    public CsvRow header() {
        return header;
    }

    /** Where the record last given or refused begins; before the first, where the header does. */
    public CsvPosition position() {
        return new CsvPosition(line, offset, source.size());
    }

    /**
     * Goes on behind the record at {@code position}.
     *
     * @throws IllegalStateException when the file is not of the size it had then
     */
    public void goBehind(CsvPosition position) throws IOException {
        if (position.size() != source.size()) {
            throw new IllegalStateException(source.name() + " had " + position.size()
                    + " bytes at the checkpoint and has " + source.size()
                    + " now: put the file back, or submit a new job for the new one");
        }
        close();
        goTo(position.line(), position.offset());
        try {
            next();
        } catch (InvalidItemException alreadyRefused) {
            // the refusal was counted before the checkpoint, and has brought us behind the record
            assert alreadyRefused.position() == position.line();
        }
    }

    /**
     * The next record, or null at the end of the file.
     *
     * @throws InvalidItemException for a record that cannot be read; the next call goes on behind it
     */
    public CsvRow next() throws IOException, InvalidItemException {
        CsvRow row = parse();
        if (row == null || row.fields().size() == header.fields().size()) {
            return row;
        }
        throw wrongFieldCount(row);
    }

    private CsvRow parse() throws IOException, InvalidItemException {
        CsvRow row;
        try {
            row = parser.hasNext() ? parser.next() : null;
        } catch (CsvParseException e) {
            throw malformed(e);
        }
        if (row == null || input.isBehindTheFile(row.line())) {
            return null;
        }
        line = row.line();
        offset = input.startOf(line);
        if (input.isBehindTheFile(line + row.lines() - 1)) {
            throw refuseLine("a quote is opened and not closed before the end of the file");
        }
        return row;
    }

    private InvalidItemException wrongFieldCount(CsvRow row) throws IOException {
        String reason = "the record has " + row.fields().size() + " fields, expected "
                + header.fields().size() + " as in the header";
        // a record of several lines is as likely two records with a stray quote: their other lines get their chance
        return row.lines() > 1
                ? refuseLine(reason + "; it spans " + row.lines() + " lines, is a quote out of place?")
                : new InvalidItemException(line, reason, row.text());
    }

    private InvalidItemException malformed(CsvParseException e) throws IOException {
        if (!(e.getCause() instanceof CsvParseException cause)) {
            throw e; // FastCSV wraps whatever is thrown while it reads, an OutOfMemoryError too
        }
        line = handler.line();
        offset = input.startOf(line);
        return refuseLine(cause.getMessage());
    }

    /** Refuses the current line alone: reading goes on with the next, whatever the parser took it for. */
    private InvalidItemException refuseLine(String reason) throws IOException {
        close();
        input = new LineInput(source.openAt(offset), line, offset);
        String text = input.skipLine(MOST_BYTES_OF_TEXT);
        parseFrom(line + 1);
        return new InvalidItemException(line, reason, text);
    }

    private void goTo(long newLine, long newOffset) throws IOException {
        input = new LineInput(source.openAt(newOffset), newLine, newOffset);
        parseFrom(newLine);
    }

    private void parseFrom(long firstLine) {
        handler = new RowHandler(firstLine);
        parser = CsvReader.builder()
                .allowExtraFields(true)
                .allowMissingFields(true)
                .maxBufferSize(2 * RowHandler.MOST_CHARACTERS)
                .build(handler, new InputStreamReader(input, StandardCharsets.UTF_8))
                .iterator();
    }

    @Override
    public void close() throws IOException {
        input.close();
    }
}
