package millwright.web.json;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** A request's body as text: bounded before it is read, and UTF-8 or refused (RFC 8259, 8.1). */
public final class BodyText {

    /** Parameters may take 1 MiB; escapes and spaces around them may double that. */
    public static final int LARGEST = 2 << 20;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private BodyText() {}

    /** As {@link #read(InputStream, int)}, of up to {@link #LARGEST} bytes. */
    public static String read(InputStream body) throws IOException {
        return read(body, LARGEST);
    }

    /**
     * @param largest how many bytes at the most
     * @throws TooLargeException when there are more; at most one more is read
     * @throws MalformedJsonException when they are not UTF-8
     * @throws IOException when the client does not send them
     */
    public static String read(InputStream body, int largest) throws IOException {
        byte[] bytes = body.readNBytes(largest + 1);
        if (bytes.length > largest) {
            throw new TooLargeException(largest);
        }
        return withoutMark(decoded(bytes));
    }

    private static String decoded(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        var decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        // an end in the middle of a character is malformed too: end of input is said at once
        if (decoder.decode(in, out, true).isError()) {
            throw new MalformedJsonException("the body is not UTF-8 at byte " + (in.position() + 1));
        }
        return out.flip().toString();
    }

    // a receiver may ignore it, and some editors write it unasked
    private static String withoutMark(String text) {
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }

    /** The body is larger than it may be. */
    public static final class TooLargeException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TooLargeException(int largest) {
            super("the body is larger than " + (largest >> 20) + " MiB");
        }
    }
}
