package millwright.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The parts of the README that tests hold against the product. */
final class Readme {

    private Readme() {}

    /** The lines between the markers {@code <!-- name:begin -->} and {@code <!-- name:end -->}, fences left out. */
    static List<String> block(String name) {
        List<String> lines = lines();
        int begin = lines.indexOf("<!-- " + name + ":begin -->");
        int end = lines.indexOf("<!-- " + name + ":end -->");
        if (begin < 0 || end <= begin + 1) {
            throw new AssertionError("the README has no block " + name);
        }
        return lines.subList(begin + 1, end).stream()
                .filter(line -> !line.startsWith("```"))
                .toList();
    }

    static List<String> lines() {
        try {
            return Files.readAllLines(Path.of(System.getProperty("millwright.readme")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
