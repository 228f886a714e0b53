package millwright.web.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

/** Holds W10 and W11. */
class BodyTextTest {

    @Test
    void readsUtf8() throws IOException {
        assertEquals("{\"ä\":\"😀\"}", read("{\"ä\":\"😀\"}".getBytes(UTF_8)));
        assertEquals("", read(new byte[0]));
    }

    @Test
    void passesOverAByteOrderMark() throws IOException {
        assertEquals("{}", read("\uFEFF{}".getBytes(UTF_8)));
    }

    @Test
    void saysWhichByteIsNotUtf8() {
        assertEquals("the body is not UTF-8 at byte 3", refusal("{\"ä\"}".getBytes(ISO_8859_1)));
        assertEquals("the body is not UTF-8 at byte 1", refusal("{}".getBytes(UTF_16)));
        // overlong, a surrogate, and an end in the middle of a character
        assertEquals("the body is not UTF-8 at byte 1", refusal(new byte[] {(byte) 0xC0, (byte) 0xAF}));
        assertEquals("the body is not UTF-8 at byte 1", refusal(new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80}));
        assertEquals("the body is not UTF-8 at byte 2", refusal(new byte[] {'{', (byte) 0xF0, (byte) 0x9F}));
    }

    @Test
    void takesTwoMebibytesAndNotAByteMore() throws IOException {
        assertEquals(BodyText.LARGEST, read(new byte[BodyText.LARGEST]).length());
        var refusal = assertThrows(BodyText.TooLargeException.class, () -> read(new byte[BodyText.LARGEST + 1]));
        assertEquals("the body is larger than 2 MiB", refusal.getMessage());
    }

    @Test
    void stopsReadingAnEndlessBody() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return ' ';
            }
        };

        assertThrows(BodyText.TooLargeException.class, () -> BodyText.read(endless));
    }

    private static String read(byte[] bytes) throws IOException {
        return BodyText.read(new ByteArrayInputStream(bytes));
    }

    private static String refusal(byte[] bytes) {
        return assertThrows(MalformedJsonException.class, () -> read(bytes)).getMessage();
    }
}
