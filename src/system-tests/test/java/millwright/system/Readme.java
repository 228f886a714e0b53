package millwright.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The parts of the README that tests hold against the product. */
final class Readme {

    private Readme() {}

    /** The lines between the markers {@code <!-- name:begin -->} and {@code <!-- name:end -->}, fences left out. */
    static List<String> block(String name) {
        return between(name).stream().filter(line -> !line.startsWith("```")).toList();
    }

    /** Each fenced block between the markers, by itself. */
    static List<List<String>> fences(String name) {
        List<List<String>> fences = new ArrayList<>();
        boolean open = false;
        for (String line : between(name)) {
            if (line.startsWith("```")) {
                open = !open;
                if (open) {
                    fences.add(new ArrayList<>());
                }
            } else if (open) {
                fences.get(fences.size() - 1).add(line);
            }
        }
        return fences;
    }

    /** The text of another file in the README's folder. */
    static String besideIt(String fileName) {
        try {
            return Files.readString(
                    Path.of(System.getProperty("millwright.readme")).resolveSibling(fileName));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> between(String name) {
        List<String> lines = lines();
        int begin = lines.indexOf("<!-- " + name + ":begin -->");
        int end = lines.indexOf("<!-- " + name + ":end -->");
        if (begin < 0 || end <= begin + 1) {
            throw new AssertionError("the README has no block " + name);
        }
        return lines.subList(begin + 1, end);
    }

    static List<String> lines() {
        try {
            return Files.readAllLines(Path.of(System.getProperty("millwright.readme")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
