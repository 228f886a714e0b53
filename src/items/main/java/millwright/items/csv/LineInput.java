package millwright.items.csv;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;

/**
 * The bytes of a file with every line end as LF, and the offset in the file where each line begins. The parser reads
 * ahead and numbers lines only, so this is where line numbers turn into places to go back to; with one kind of line end
 * there is one way to count lines.
 *
 * <p>Behind the file's last byte it adds a line of its own. A parser that never sees that line begin has taken it for a
 * part of a quoted field: so a quote left open is noticed.
 */
final class LineInput extends InputStream {

    private static final byte CR = '\r';
    private static final byte LF = '\n';
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final int BUFFER_SIZE = 1 << 16;

    private final InputStream bytes;
    private final LineStarts starts;
    private long offset;
    private boolean afterCr;
    private boolean ended;

    /**
     * @param file begins at byte {@code offset}, which is the first of line {@code line}
     * @param endLine the one character of the line behind the last
     */
    LineInput(InputStream file, long line, long offset, byte endLine) throws IOException {
        BufferedInputStream content = new BufferedInputStream(file, BUFFER_SIZE);
        this.bytes = new SequenceInputStream(content, new ByteArrayInputStream(new byte[] {LF, endLine}));
        this.offset = offset + (offset == 0 ? skipByteOrderMark(content) : 0);
        this.starts = new LineStarts(line, offset);
    }

    private static int skipByteOrderMark(BufferedInputStream content) throws IOException {
        content.mark(BYTE_ORDER_MARK.length);
        if (Arrays.equals(content.readNBytes(BYTE_ORDER_MARK.length), BYTE_ORDER_MARK)) {
            return BYTE_ORDER_MARK.length;
        }
        content.reset();
        return 0;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
        int kept;
        do {
            int count = bytes.read(buffer, from, length);
            if (count < 0) {
                ended = true;
                return -1;
            }
            kept = normalise(buffer, from, count);
        } while (kept == 0 && length > 0);
        return kept;
    }

    /** Turns CRLF and CR into LF in place, notes where lines begin, and tells how many bytes are left. */
    private int normalise(byte[] buffer, int from, int count) {
        int to = from;
        for (int i = from; i < from + count; i++) {
            byte b = buffer[i];
            offset++;
            if (b == LF && afterCr) {
                afterCr = false;
                starts.moveLast(offset);
                continue;
            }
            afterCr = b == CR;
            if (b == CR || b == LF) {
                starts.add(offset);
                b = LF;
            }
            buffer[to++] = b;
        }
        return to - from;
    }

    /** Where {@code line} begins in the file. Lines before it are forgotten: ask in rising order only. */
    long startOf(long line) {
        return starts.of(line);
    }

    /** The line behind the file's last, once the parser has come there; until then, no line is. */
    boolean isBehindTheFile(long line) {
        return ended && line >= starts.last();
    }

    /** Passes over the rest of the current line and gives the first {@code most} bytes of it. */
    byte[] skipLine(int most) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        for (int b = read(); b >= 0 && b != LF; b = read()) {
            if (text.size() < most) {
                text.write(b);
            }
        }
        return text.toByteArray();
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
