package millwright.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What an operator edits is told of in the README, and used: a file nobody reads grows old. */
class ConfigFolderTest {
    private static final Path CONFIG = Path.of(System.getProperty("millwright.test.config"));
    private static final Path ROOT = CONFIG.resolve("..").normalize();

    @Test
    void everyFileStandsInTheReadmeAndIsUsedByTheLauncherOrATest() throws IOException {
        String readme = Files.readString(ROOT.resolve("README.md"));
        String code = code();
        for (String name : names()) {
            assertTrue(readme.contains("`" + name + "`"), () -> "the README does not say what " + name + " is for");
            assertTrue(code.contains("config/" + name), () -> "neither launcher nor test reads config/" + name);
        }
    }

    @Test
    void aFullServerGetsTheSamePoolButForWhereTheDatabaseIs() throws IOException {
        assertEquals(poolCommands("post-boot.asadmin"), poolCommands("full-server.asadmin"));
    }

    private static List<String> poolCommands(String name) throws IOException {
        List<String> commands = Files.readAllLines(CONFIG.resolve(name)).stream()
                .filter(line -> line.startsWith("create-jdbc-"))
                .map(line -> line.replaceFirst("--property=\\S+", "--property=…"))
                .toList();
        assertEquals(2, commands.size(), commands::toString);
        return commands;
    }

    private static List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(CONFIG)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static String code() throws IOException {
        StringBuilder code = new StringBuilder();
        try (Stream<Path> files = Files.walk(ROOT.resolve("src"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                code.append(Files.readString(file));
            }
        }
        return code.toString();
    }
}
