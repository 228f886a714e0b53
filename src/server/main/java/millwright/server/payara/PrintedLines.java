package millwright.server.payara;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What libraries and jobs print, as entries of the log: a printed line would be no JSON. */
final class PrintedLines extends OutputStream {
    private static final int LONGEST = 1 << 16;

    private final Logger log;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private boolean logging;

    private PrintedLines(Logger log) {
        this.log = log;
    }

    static PrintStream as(String logger) {
        return new PrintStream(
                new PrintedLines(Logger.getLogger("millwright.printed." + logger)), true, StandardCharsets.UTF_8);
    }

    @Override
    public synchronized void write(int single) {
        // what the log itself prints, when it cannot write, must not come round again
        if (logging) {
            return;
        }
        // a line without end is cut, in front of a letter: the bytes behind a letter's first begin with the bits 10
        if (single == '\n' || (line.size() >= LONGEST && (single & 0xC0) != 0x80)) {
            logLine();
        }
        if (single != '\n') {
            line.write(single);
        }
    }

    private void logLine() {
        String text = line.toString(StandardCharsets.UTF_8).stripTrailing();
        line.reset();
        if (!text.isBlank()) {
            logging = true;
            try {
                log.log(Level.INFO, () -> text);
            } finally {
                logging = false;
            }
        }
    }
}
