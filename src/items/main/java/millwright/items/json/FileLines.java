package millwright.items.json;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import millwright.batch.InvalidItemException;
import millwright.items.file.InputFile;
import millwright.items.file.InputFile.Content;
import millwright.items.property.Property;

/** The lines of a file in UTF-8, from any place in it. Memory does not grow with the file. Not thread-safe. */
final class FileLines implements Closeable {

    private static final int LONGEST = 16 << 20;
    private static final int LONGEST_SHOWN = 2_000;
    private static final int BUFFER = 1 << 16;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final InputFile file;
    private final Content content;
    private final InputStream stream;
    private byte[] buffer = new byte[BUFFER];
    private int from;
    private int to;
    private long number;
    private long offset;

    /** @param position behind which to go on; null for the beginning */
    FileLines(InputFile file, LinePosition position) throws IOException {
        this.file = file;
        if (position != null) {
            if (position.size() != file.size()) {
                throw Property.wrong(file.name() + " had " + position.size() + " bytes at the checkpoint and has "
                        + file.size() + " now: put the file back, or submit a new job for the new one");
            }
            number = position.line();
            offset = position.offset();
        }
        content = file.openAt(offset);
        stream = content.stream();
    }

    /** The number of the line last given, from 1. */
    long number() {
        return number;
    }

    LinePosition position() {
        return new LinePosition(number, offset, file.size());
    }

    double fractionRead() {
        return content.fraction(offset);
    }

    /**
     * The next line without its end, or null at the end of the file.
     *
     * @throws InvalidItemException for one that is too long; the next call goes on behind it
     */
    String next() throws IOException, InvalidItemException {
        int searched = from;
        while (true) {
            for (int i = searched; i < to; i++) {
                if (buffer[i] == '\n') {
                    return take(i - from, i + 1 - from);
                }
            }
            searched = to - from;
            if (to - from > LONGEST) {
                throw tooLong();
            }
            if (!fill()) {
                return from == to ? null : take(to - from, to - from);
            }
            searched += from;
        }
    }

    private String take(int length, int taken) {
        int end = length > 0 && buffer[from + length - 1] == '\r' ? length - 1 : length;
        String line = new String(buffer, from, end, StandardCharsets.UTF_8);
        boolean isFirst = offset == 0;
        from += taken;
        offset += taken;
        number++;
        return isFirst && line.startsWith(BYTE_ORDER_MARK) ? line.substring(1) : line;
    }

    /** Reads more behind what is there; false at the end of the file. */
    private boolean fill() throws IOException {
        if (from > 0) {
            System.arraycopy(buffer, from, buffer, 0, to - from);
            to -= from;
            from = 0;
        }
        if (to == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        }
        int read = stream.read(buffer, to, buffer.length - to);
        to += Math.max(0, read);
        return read >= 0;
    }

    private InvalidItemException tooLong() throws IOException {
        String beginning = new String(buffer, from, LONGEST_SHOWN, StandardCharsets.UTF_8);
        boolean ended = false;
        while (!ended) {
            offset += to - from;
            from = to;
            ended = !fill();
            for (int i = from; i < to && !ended; i++) {
                if (buffer[i] == '\n') {
                    offset += i + 1 - from;
                    from = i + 1;
                    ended = true;
                }
            }
        }
        number++;
        return new InvalidItemException(number, "the line is longer than " + LONGEST + " bytes", beginning);
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
