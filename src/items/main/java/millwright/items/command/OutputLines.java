package millwright.items.command;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** Takes what a program has written, as lines, without ever waiting for more. Not thread-safe. */
final class OutputLines {

    private static final int LONGEST_LINE = 4_000;
    private static final int KEPT_FOR_ERRORS = 5;

    private final InputStream output;
    private final Charset charset;
    private final Consumer<String> log;
    private final long mostLines;
    private final byte[] buffer = new byte[1 << 13];
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final Deque<String> last = new ArrayDeque<>();
    private long lines;

    OutputLines(InputStream output, Charset charset, long mostLines, Consumer<String> log) {
        this.output = output;
        this.charset = charset;
        this.mostLines = mostLines;
        this.log = log;
    }

    /** @return whether there was anything */
    boolean take() throws IOException {
        int available = output.available();
        if (available <= 0) {
            return false;
        }
        int read = output.read(buffer, 0, Math.min(available, buffer.length));
        for (int i = 0; i < read; i++) {
            if (buffer[i] == '\n') {
                endLine();
            } else if (line.size() < LONGEST_LINE) {
                line.write(buffer[i]);
            }
        }
        return read > 0;
    }

    /** What is left when the program has ended. */
    void end() throws IOException {
        while (take()) {
            // until nothing is left
        }
        if (line.size() > 0) {
            endLine();
        }
        if (lines > mostLines) {
            log.accept(
                    (lines - mostLines) + " more lines of output were left out: property 'mostLines' is " + mostLines);
        }
    }

    private void endLine() {
        String text = line.toString(charset);
        line.reset();
        text = text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
        lines++;
        if (lines <= mostLines) {
            log.accept(text);
        }
        last.add(text);
        if (last.size() > KEPT_FOR_ERRORS) {
            last.poll();
        }
    }

    /** The last lines, for an error's message. */
    List<String> last() {
        return List.copyOf(last);
    }
}
