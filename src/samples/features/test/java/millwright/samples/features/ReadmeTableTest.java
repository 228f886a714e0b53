package millwright.samples.features;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** The README's table of features says what the samples' files say, of each file. */
class ReadmeTableTest {

    private static final Path ROOT = Path.of(System.getProperty("millwright.test.root"));
    private static final String FOLDER = "src/samples/features/main/java/millwright/samples/features/";
    private static final Pattern ROW = Pattern.compile("\\| [^|`]+ \\| (.+) \\| \\[(\\w+)]\\((\\S+)\\) \\|");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final int LONGEST = 70;

    @Test
    void eachSampleIsLinkedAndEachLinkLeadsToIt() throws IOException {
        Set<String> linked = rows().stream().map(row -> row.group(3)).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(samples(), linked);
        rows().forEach(row -> assertEquals(FOLDER + row.group(2) + ".java", row.group(3)));
    }

    @Test
    void whatTheTableShowsStandsInTheFile() throws IOException {
        for (MatchResult row : rows()) {
            String file = squeezed(Files.readString(ROOT.resolve(row.group(3))));
            List<String> lines = CODE.matcher(row.group(1))
                    .results()
                    .map(code -> code.group(1))
                    .toList();
            assertFalse(lines.isEmpty(), row.group(2));
            assertAll(lines.stream().map(line ->
                    (Executable) () -> assertTrue(file.contains(squeezed(line)), row.group(2) + " has no " + line)));
        }
    }

    @Test
    void eachIsReadInAMinuteAndSaysInTwoLinesWhatItShows() throws IOException {
        for (String sample : samples()) {
            List<String> lines = Files.readAllLines(ROOT.resolve(sample));
            assertTrue(lines.size() <= LONGEST, sample + " has " + lines.size() + " lines");
            int doc = lines.indexOf("/**");
            assertTrue(doc > 0 && lines.indexOf(" */") <= doc + 4, sample);
        }
    }

    private static List<MatchResult> rows() throws IOException {
        List<String> lines = Files.readAllLines(ROOT.resolve("README.md"));
        int begin = lines.indexOf("<!-- java-jobs:begin -->");
        int end = lines.indexOf("<!-- java-jobs:end -->");
        return lines.subList(begin + 3, end).stream()
                .map(ROW::matcher)
                .peek(matcher -> assertTrue(matcher.matches(), "a row of the table is none"))
                .map(Matcher::toMatchResult)
                .toList();
    }

    /** Those with a job: all but what they share. */
    private static Set<String> samples() throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve(FOLDER))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name ->
                            !Set.of("package-info.java", "OutsideService.java").contains(name))
                    .map(name -> FOLDER + name)
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** Line breaks are the formatter's. */
    private static String squeezed(String code) {
        return code.replaceAll("\\s+", "");
    }
}
