package millwright.items.csv;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvReader.CsvReaderBuilder;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import millwright.batch.InvalidItemException;
import millwright.items.file.InputFile;
import millwright.items.file.InputFile.Content;
import millwright.items.property.Property;

/** The records of a file, one after the other, from any place in it. Not thread-safe. */
final class CsvRows implements Closeable {

    private static final int MOST_BYTES_OF_TEXT = 2_000;
    private static final int LARGEST_BUFFER = 2 * CsvRow.MOST_CHARACTERS;

    private final InputFile file;
    private final CsvFormat format;
    /** What the parser decodes: line ends must be single bytes, so wide characters are turned into UTF-8 first. */
    private final Charset decoded;

    private Content content;
    private LineInput input;
    private RowHandler handler;
    private CloseableIterator<CsvRow> parser;
    private long line;
    private long offset;
    private int fieldCount = -1;

    CsvRows(InputFile file, CsvFormat format) throws IOException {
        this.file = file;
        this.format = format;
        this.decoded = TranscodedInput.isWide(format.charset()) ? StandardCharsets.UTF_8 : format.charset();
        goTo(1, 0);
    }

    /** From here on, a record with another number of fields is refused. */
    void expectFields(int count) {
        fieldCount = count;
    }

    /** Where the record last given or refused begins; line 0 before the first. */
    CsvPosition position() {
        return new CsvPosition(line, offset, file.size());
    }

    double fractionRead() {
        return content.fraction(offset);
    }

    /**
     * Goes on behind the record at {@code position}.
     *
     * @throws millwright.retry.JobException when the file is not of the size it had then
     */
    void goBehind(CsvPosition position) throws IOException {
        if (position.size() != file.size()) {
            throw Property.wrong(file.name() + " had " + position.size() + " bytes at the checkpoint and has "
                    + file.size() + " now: put the file back, or submit a new job for the new one");
        }
        close();
        if (position.line() == 0) {
            goTo(1, 0);
            return;
        }
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
    CsvRow next() throws IOException, InvalidItemException {
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
        check(row);
        return row;
    }

    private void check(CsvRow row) throws IOException, InvalidItemException {
        if (row.lines() > 1 && input.isBehindTheFile(line + row.lines() - 1)) {
            throw refuseLine("a quote is opened and not closed before the end of the file");
        }
        if (fieldCount >= 0 && row.fieldCount() != fieldCount) {
            throw wrongFieldCount(row);
        }
        if (row.isMangled()) {
            throw new InvalidItemException(
                    line,
                    "the record holds bytes that are no " + format.charset() + " (shown as \uFFFD); is the property"
                            + " 'charset' right?",
                    row.text(format.separator()));
        }
    }

    private InvalidItemException wrongFieldCount(CsvRow row) throws IOException {
        String reason = "the record has " + row.fieldCount() + " fields, expected " + fieldCount + " as in the header";
        // a record of several lines is as likely two records with a stray quote: their other lines get their chance
        return row.lines() > 1
                ? refuseLine(reason + "; it spans " + row.lines() + " lines, is a quote out of place?")
                : new InvalidItemException(line, reason, row.text(format.separator()));
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
        open(line, offset);
        String text = new String(input.skipLine(MOST_BYTES_OF_TEXT), decoded);
        parseFrom(line + 1);
        return new InvalidItemException(line, reason, text);
    }

    private void goTo(long newLine, long newOffset) throws IOException {
        open(newLine, newOffset);
        parseFrom(newLine);
    }

    private void open(long newLine, long newOffset) throws IOException {
        boolean wide = TranscodedInput.isWide(format.charset());
        content = file.openAt(wide ? 0 : newOffset);
        InputStream bytes = content.stream();
        if (wide) {
            bytes = new TranscodedInput(bytes, format.charset());
            bytes.skipNBytes(newOffset);
        }
        input = new LineInput(bytes, newLine, newOffset, format.meaningless());
    }

    private void parseFrom(long firstLine) {
        handler = new RowHandler(firstLine);
        CsvReaderBuilder builder = CsvReader.builder()
                .fieldSeparator(format.separator())
                .quoteCharacter(format.quote())
                .skipEmptyLines(format.skipEmptyLines())
                .allowExtraFields(true)
                .allowMissingFields(true)
                .maxBufferSize(LARGEST_BUFFER);
        format.comment()
                .ifPresent(sign -> builder.commentStrategy(CommentStrategy.SKIP).commentCharacter(sign));
        parser = builder.build(handler, new InputStreamReader(input, decoded)).iterator();
    }

    @Override
    public void close() throws IOException {
        input.close();
    }
}
