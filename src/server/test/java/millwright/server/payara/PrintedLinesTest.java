package millwright.server.payara;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PrintedLinesTest {
    private final Logger log = Logger.getLogger("millwright.printed.test");
    private final List<String> said = new ArrayList<>();
    private final PrintStream printed = PrintedLines.as("test");

    private final Handler kept = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            said.add(entry.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        log.setUseParentHandlers(false);
        log.addHandler(kept);
    }

    @AfterEach
    void listenNoMore() {
        log.removeHandler(kept);
    }

    @Test
    void eachLineIsAnEntry() {
        printed.print("one\n\ntwo\r\nthree");
        assertEquals(List.of("one", "two"), said);
    }

    @Test
    void aVeryLongLineIsCutWithoutLosingALetter() {
        String line = "a" + "\u00e9".repeat(100_000);
        printed.println(line);
        assertTrue(said.size() > 1, "it is one entry");
        assertEquals(line, String.join("", said));
    }
}
