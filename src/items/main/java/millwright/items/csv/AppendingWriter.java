package millwright.items.csv;

import java.io.Writer;

/** Writes into a StringBuilder, without the lock of a StringWriter. */
final class AppendingWriter extends Writer {

    private final StringBuilder text;

    AppendingWriter(StringBuilder text) {
        this.text = text;
    }

    @Override
    public void write(char[] buffer, int offset, int length) {
        text.append(buffer, offset, length);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
