package millwright.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The README's figures are those of the results that are kept beside the benchmarks. */
class HowFastTest {

    private static final Path ROOT = Path.of(System.getProperty("millwright.test.root"));
    private static final String BEGIN = "<!-- how-fast:begin -->\n";

    @Test
    void theReadmeSaysWhatTheResultsSay() throws IOException {
        String tables = TableCommand.tables(ROOT.resolve("src/benchmarks/results"));
        String readme = Files.readString(ROOT.resolve("README.md"));
        int begin = readme.indexOf(BEGIN) + BEGIN.length();
        assertEquals(tables, readme.substring(begin, readme.indexOf("<!-- how-fast:end -->")));
    }

    @Test
    void noFigureIsMissing() throws IOException {
        String tables = TableCommand.tables(ROOT.resolve("src/benchmarks/results"));
        assertFalse(tables.contains("| – | – | – | – | – |"), tables);
    }
}
