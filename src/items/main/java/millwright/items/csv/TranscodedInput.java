package millwright.items.csv;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A text in a character set whose line ends are no single bytes, such as UTF-16, as UTF-8. */
final class TranscodedInput extends InputStream {

    private final Reader reader;
    private final char[] characters = new char[1 << 13];
    private int kept;
    private byte[] bytes = new byte[0];
    private int next;

    TranscodedInput(InputStream text, Charset charset) {
        reader = new InputStreamReader(text, charset);
    }

    static boolean isWide(Charset charset) {
        return charset.canEncode() && !Arrays.equals("\n".getBytes(charset), new byte[] {'\n'});
    }

    @Override
    public int read() throws IOException {
        return fill() ? bytes[next++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, bytes.length - next);
        System.arraycopy(bytes, next, buffer, offset, count);
        next += count;
        return count;
    }

    private boolean fill() throws IOException {
        while (next == bytes.length) {
            int read = reader.read(characters, kept, characters.length - kept);
            if (read < 0 && kept == 0) {
                return false;
            }
            int count = kept + Math.max(0, read);
            // the first half of a pair waits for the second
            kept = read > 0 && Character.isHighSurrogate(characters[count - 1]) ? 1 : 0;
            bytes = new String(characters, 0, count - kept).getBytes(StandardCharsets.UTF_8);
            characters[0] = characters[count - 1];
            next = 0;
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
