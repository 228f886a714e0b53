package millwright.items.copy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;

/** Rows in the text format of COPY, as the bytes that go to the database. One buffer for all rows. Not thread-safe. */
final class CopyText {

    private static final byte[] NULL = {'\\', 'N'};

    private byte[] bytes = new byte[1 << 17];
    private int size;

    byte[] bytes() {
        return bytes;
    }

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    void separate() {
        room(1);
        bytes[size++] = '\t';
    }

    void endRow() {
        room(1);
        bytes[size++] = '\n';
    }

    /** @throws IllegalArgumentException for a text with a NUL, which PostgreSQL cannot keep */
    void add(Object value) {
        if (value == null) {
            room(NULL.length);
            bytes[size++] = NULL[0];
            bytes[size++] = NULL[1];
        } else if (value instanceof String text) {
            add(text);
        } else if (value instanceof Long || value instanceof Integer || value instanceof Short) {
            add(((Number) value).longValue());
        } else if (value instanceof BigDecimal decimal) {
            plain(decimal.toString());
        } else if (value instanceof byte[] binary) {
            plain("\\\\x");
            plain(HexFormat.of().formatHex(binary));
        } else if (value instanceof Enum<?> constant) {
            add(constant.name());
        } else if (value instanceof Instant instant) {
            plain(instant.toString());
        } else {
            add(value.toString());
        }
    }

    private void add(long number) {
        if (number == Long.MIN_VALUE) {
            plain(Long.toString(number));
            return;
        }
        room(20);
        long left = Math.abs(number);
        int end = size + 20;
        int at = end;
        do {
            bytes[--at] = (byte) ('0' + left % 10);
            left /= 10;
        } while (left > 0);
        if (number < 0) {
            bytes[--at] = '-';
        }
        System.arraycopy(bytes, at, bytes, size, end - at);
        size += end - at;
    }

    /** ASCII without anything to escape. */
    private void plain(String text) {
        int length = text.length();
        room(length);
        for (int i = 0; i < length; i++) {
            bytes[size++] = (byte) text.charAt(i);
        }
    }

    private void add(String text) {
        int length = text.length();
        room(2 * length);
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                addWide(text.substring(i));
                return;
            }
            addAscii((byte) c);
        }
    }

    /** From its first character that is no ASCII on. Bytes of a wide character are never taken for signs of COPY's. */
    private void addWide(String rest) {
        byte[] encoded = rest.getBytes(StandardCharsets.UTF_8);
        room(2 * encoded.length);
        for (byte b : encoded) {
            addAscii(b);
        }
    }

    private void addAscii(byte b) {
        switch (b) {
            case '\\', '\t', '\n', '\r' -> {
                bytes[size++] = '\\';
                bytes[size++] = switch (b) {
                    case '\t' -> (byte) 't';
                    case '\n' -> (byte) 'n';
                    case '\r' -> (byte) 'r';
                    default -> b;
                };
            }
            case 0 -> throw new IllegalArgumentException("it holds a NUL character, which PostgreSQL cannot keep");
            default -> bytes[size++] = b;
        }
    }

    private void room(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, 2 * bytes.length));
        }
    }
}
