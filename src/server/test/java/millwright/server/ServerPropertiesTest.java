package millwright.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import millwright.config.Key;
import millwright.start.EngineKeys;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.OptionSpec;

/** C1: {@code config/server.properties} is the list of keys and options, printed. */
class ServerPropertiesTest {
    private static final String WRITE_IT =
            "mvn -q package -pl src/server -am -Dtest=ServerPropertiesTest -Dsurefire.failIfNoSpecifiedTests=false"
                    + " -Dmillwright.write";

    private static final String HEAD =
            """
            # Every setting of the server with its default: take the # away and change what is behind it, then
            #     java -jar millwright.jar serve --config=server.properties
            # The command line, system properties and the environment (MILLWRIGHT_QUEUE_WORKERS) come first. Not here
            # but in the environment: DATABASE_URL, as it holds a password.
            """;

    private static final Set<String> NOT_SETTINGS = Set.of("--config", "--help", "--version");

    @Test
    void theFileListsEveryKeyWithItsDefaultAndItsMeaning() throws IOException {
        Path file = Path.of(System.getProperty("millwright.test.config"), "server.properties");
        if (System.getProperty("millwright.write") != null) {
            Files.writeString(file, expected());
        }
        assertEquals(expected(), Files.readString(file), () -> file.getFileName() + " is written anew by: " + WRITE_IT);
    }

    private static String expected() {
        return Stream.of(
                        Stream.of(HEAD, "# ---- The server: the options of `serve`"),
                        options().stream().map(ServerPropertiesTest::ofOption),
                        Stream.of("# ---- The engine"),
                        EngineKeys.ALL.stream().map(ServerPropertiesTest::ofKey))
                .flatMap(each -> each)
                .map(String::strip)
                .collect(Collectors.joining("\n\n", "", "\n"));
    }

    private static List<OptionSpec> options() {
        return Millwright.commandLine().getSubcommands().get("serve").getCommandSpec().options().stream()
                .filter(option -> !NOT_SETTINGS.contains(option.longestName()))
                .toList();
    }

    private static String ofOption(OptionSpec option) {
        String usual = option.defaultValue() == null ? "" : option.defaultValue();
        String meaning = String.join(" ", option.description()).replace(" (default: " + usual + ")", "");
        return entry("millwright.server." + option.longestName().substring(2), usual, meaning);
    }

    private static String ofKey(Key key) {
        return entry(key.name(), key.defaultValue(), key.meaning() + ".");
    }

    private static String entry(String name, String usual, String meaning) {
        return "# " + meaning + "\n#" + name + "=" + usual;
    }
}
