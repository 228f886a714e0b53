package millwright.web.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The README's table of endpoints is the document, printed. */
class ReadmeEndpointsTest {

    private static final String BEGIN = "<!-- endpoints:begin -->";
    private static final String END = "<!-- endpoints:end -->";

    @Test
    void theReadmeListsEveryOperationWithWhatItNeeds() throws IOException {
        String readme = Files.readString(Path.of(System.getProperty("millwright.test.readme")));
        int from = readme.indexOf(BEGIN);
        int to = readme.indexOf(END);
        assertTrue(from >= 0 && to > from, "README.md has no " + BEGIN + " … " + END);
        String expected = "| endpoint | gives | needs |\n| --- | --- | --- |\n"
                + Document.operations().stream().map(ReadmeEndpointsTest::row).collect(Collectors.joining("\n"));
        assertEquals(
                expected,
                readme.substring(from + BEGIN.length(), to).strip(),
                () -> "README.md does not say what openapi.yaml does. The block is to be:\n\n" + BEGIN + "\n" + expected
                        + "\n" + END + "\n\n");
    }

    private static String row(Document.Described operation) {
        String permission = operation.json().getString("x-permission");
        return "| `" + operation + "` | " + operation.json().getString("summary") + " | "
                + (permission.equals("OPEN") ? "" : permission) + " |";
    }
}
