package millwright.readme;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The README's generated blocks, each between two comments. */
final class Readme {

    private final String text;

    Readme(String text) {
        this.text = text;
    }

    static Readme read() throws IOException {
        return new Readme(Files.readString(Path.of(System.getProperty("millwright.test.readme"))));
    }

    /** What stands between {@code <!-- name:begin -->} and {@code <!-- name:end -->}. */
    String block(String name) {
        String begin = "<!-- " + name + ":begin -->";
        String end = "<!-- " + name + ":end -->";
        int from = text.indexOf(begin);
        int to = text.indexOf(end);
        if (from < 0 || to < from) {
            throw new AssertionError("README.md has no " + begin + " … " + end);
        }
        return text.substring(from + begin.length(), to).strip();
    }

    void assertBlock(String name, String expected) {
        assertEquals(
                expected.strip(),
                block(name),
                () -> "README.md does not say what the code does. The block '" + name + "' is to be:\n\n<!-- " + name
                        + ":begin -->\n" + expected.strip() + "\n<!-- " + name + ":end -->\n\n");
    }

    static String mermaid(String diagram) {
        return "```mermaid\n" + diagram.strip() + "\n```";
    }
}
