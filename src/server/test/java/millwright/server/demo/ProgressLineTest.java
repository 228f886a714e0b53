package millwright.server.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import millwright.server.demo.Job.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressLineTest {
    private static final Step IMPORT = new Step("import", false, 0.629, 6200, 98, 0);
    private static final Step CAPITAL = new Step("capital", true, 1, 0, 0, 0);

    @Test
    void showsNameBarPercentAndCounts() {
        assertEquals(
                "import    ██████████░░░░░░  62 %  6,200 read · 98 written · 0 skipped",
                new ProgressLine(true, 9).withBar(IMPORT, 70));
    }

    @Test
    void leavesTheCountsOutForAStepWithoutItems() {
        assertEquals("capital   " + "█".repeat(40) + " 100 %", new ProgressLine(true, 9).withBar(CAPITAL, 200));
    }

    @Test
    void usesAsciiAloneWhereNothingElseIsSureToBeShown() {
        String line = new ProgressLine(false, 9).withBar(IMPORT, 70);
        assertEquals("import    ###########-------  62 %  6,200 read, 98 written, 0 skipped", line);
        assertTrue(StandardCharsets.US_ASCII.newEncoder().canEncode(line));
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 30, 49, 50, 56, 57, 80, 120, 300})
    void neverReachesTheLastColumn(int width) {
        String line = new ProgressLine(true, 9).withBar(IMPORT, width);
        assertTrue(line.length() < width, line);
        assertTrue(line.startsWith("import"), line);
    }

    @Test
    void saysHundredPercentOnlyWhenDone() {
        assertEquals("import: 99 %", new ProgressLine(true, 9).plain(new Step("import", false, 0.9999, 0, 0, 0)));
    }
}
