package millwright.server.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonValue;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import millwright.server.console.Terminal;
import millwright.server.demo.Job.Step;
import org.junit.jupiter.api.Test;

class ProgressDisplayTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private long milliseconds;

    @Test
    void writesPlainLinesAtMostOneASecondAndForEachTenth() {
        ProgressDisplay display = display(false);
        show(display, 0, at("import", 0.01));
        show(display, 500, at("import", 0.50)); // too soon
        show(display, 1100, at("import", 0.55));
        show(display, 2200, at("import", 0.60)); // too little
        show(display, 2300, at("import", 0.66));
        show(display, 2400, ended("import"), at("capital", 0));
        show(display, 2500, ended("import"), ended("capital"));
        assertEquals(
                List.of(
                        "import: 1 %",
                        "import: 55 %", "import: 66 %", "import: 100 %", "capital: 0 %", "capital: 100 %"),
                text().lines().toList());
    }

    @Test
    void writesStepsThatEndedBetweenTwoLooks() {
        ProgressDisplay display = display(false);
        show(display, 0, ended("import"), ended("capital"));
        show(display, 100, ended("import"), ended("capital"));
        assertEquals(List.of("import: 100 %", "capital: 100 %"), text().lines().toList());
    }

    @Test
    void redrawsOneLineOnATerminalAndKeepsItWhenTheStepHasEnded() {
        ProgressDisplay display = display(true);
        show(display, 0, at("import", 0.1));
        show(display, 100, at("import", 0.2));
        show(display, 200, ended("import"));
        assertEquals(1, text().chars().filter(each -> each == '\n').count());
        assertEquals(3, text().chars().filter(each -> each == '\r').count());
        assertTrue(text().endsWith("100 %\u001b[K" + System.lineSeparator()));
    }

    @Test
    void leavesTheRedrawnLineBeforeAnythingElseIsWritten() {
        ProgressDisplay display = display(true);
        show(display, 0, at("import", 0.1));
        display.close();
        display.close();
        assertEquals(1, text().chars().filter(each -> each == '\n').count());
    }

    private ProgressDisplay display(boolean interactive) {
        PrintStream out = new PrintStream(written, true, StandardCharsets.UTF_8);
        return new ProgressDisplay(
                new Terminal(out, interactive, true), () -> 60, () -> TimeUnit.MILLISECONDS.toNanos(milliseconds));
    }

    private void show(ProgressDisplay display, long at, Step... steps) {
        milliseconds = at;
        display.show(new Job("1", "RUNNING", 2, List.of(steps), Optional.empty(), JsonValue.NULL));
    }

    private String text() {
        return written.toString(StandardCharsets.UTF_8);
    }

    private static Step at(String name, double fraction) {
        return new Step(name, false, fraction, 0, 0, 0);
    }

    private static Step ended(String name) {
        return new Step(name, true, 1, 0, 0, 0);
    }
}
