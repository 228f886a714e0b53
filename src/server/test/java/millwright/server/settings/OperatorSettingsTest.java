package millwright.server.settings;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** C1, C2. */
class OperatorSettingsTest {
    @TempDir
    Path folder;

    private final Properties system = new Properties();

    @Test
    void theFileGivesDefaultsOfOptionsAndHandsTheEnginesKeysOn() throws IOException {
        OperatorSettings settings = read("millwright.server.port=9090\nmillwright.queue.workers = 4\n", Map.of());
        assertEquals("9090", settings.ofLauncher("port").orElseThrow().value());
        settings.handOn(system);
        assertEquals(Map.of("millwright.queue.workers", "4"), system);
    }

    @Test
    void systemPropertiesComeBeforeTheEnvironmentAndThatBeforeTheFile() throws IOException {
        system.setProperty("millwright.server.port", "3");
        OperatorSettings settings = read(
                """
                millwright.server.port=1
                millwright.server.host=::1
                millwright.queue.workers=1
                millwright.node.heartbeat=PT1S
                """,
                Map.of(
                        "MILLWRIGHT_SERVER_PORT", "2",
                        "MILLWRIGHT_SERVER_HOST", "0.0.0.0",
                        "MILLWRIGHT_QUEUE_WORKERS", "2"));
        assertEquals("3", settings.ofLauncher("port").orElseThrow().value());
        assertEquals("0.0.0.0", settings.ofLauncher("host").orElseThrow().value());
        settings.handOn(system);
        assertEquals("PT1S", system.getProperty("millwright.node.heartbeat"));
        assertEquals(null, system.getProperty("millwright.queue.workers"), "it would hide the environment's");
    }

    @Test
    void anEmptySystemPropertyDoesNotHideTheFile() throws IOException {
        system.setProperty("millwright.queue.workers", "");
        read("millwright.queue.workers=4\n", Map.of()).handOn(system);
        assertEquals("4", system.getProperty("millwright.queue.workers"));
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstKey() throws IOException {
        OperatorSettings settings = read("\ufeffmillwright.server.port=9090\n", Map.of());
        assertEquals("9090", settings.ofLauncher("port").orElseThrow().value());
    }

    @Test
    void anEmptyValueIsNoSetting() throws IOException {
        OperatorSettings settings =
                read("millwright.server.port=\nmillwright.queue.workers=\n", Map.of("MILLWRIGHT_SERVER_HOST", ""));
        settings.handOn(system);
        assertEquals(Optional.empty(), settings.ofLauncher("port"));
        assertEquals(Optional.empty(), settings.ofLauncher("host"));
        assertTrue(system.isEmpty());
    }

    @Test
    void anUnknownKeyIsRefusedWithItsLineAndTheNearestOne() {
        assertRefused(
                ", line 4: unknown setting 'millwright.queue.workres', did you mean 'millwright.queue.workers'?",
                "# a comment \\\nmillwright.queue.poll-interval=\\\n   PT1S\nmillwright.queue.workres=4\n");
        assertRefused(
                ", line 1: unknown setting 'spring.main.banner-mode', config/server.properties lists all there are",
                "spring.main.banner-mode=off");
    }

    @Test
    void aKeySetTwiceIsRefusedWithBothLines() {
        assertRefused(
                ", line 3: millwright.queue.workers is set before, in " + folder.resolve("server.properties")
                        + ", line 1",
                "millwright.queue.workers=4\n\nmillwright.queue.workers=5\n");
    }

    @Test
    void aPasswordIsSentToTheEnvironment() {
        assertRefused(
                ", line 1: DATABASE_URL holds a password and belongs in the environment, not in this file",
                "DATABASE_URL=postgresql://user:s3cret@localhost/jobs");
    }

    @Test
    void aMisspeltVariableOrPropertyOfTheLaunchersIsRefused() {
        String variable = assertThrows(WrongSetting.class, () -> read("", Map.of("MILLWRIGHT_SERVER_PROT", "1")))
                .getMessage();
        assertTrue(variable.endsWith("did you mean 'MILLWRIGHT_SERVER_PORT'?"), variable);
        system.setProperty("millwright.server.prot", "1");
        String property =
                assertThrows(WrongSetting.class, () -> read("", Map.of())).getMessage();
        assertTrue(property.endsWith("did you mean 'millwright.server.port'?"), property);
    }

    @Test
    void aPortIsRefusedUnlessKubernetesSetIt() {
        assertDoesNotThrow(() -> read("", Map.of("MILLWRIGHT_PORT", "tcp://10.0.0.1:8080")));
        String line = assertThrows(WrongSetting.class, () -> read("", Map.of("MILLWRIGHT_PORT", "9090")))
                .getMessage();
        assertTrue(line.endsWith("did you mean 'MILLWRIGHT_SERVER_PORT'?"), line);
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        Path missing = folder.resolve("missing");
        String line = assertThrows(
                        WrongSetting.class, () -> OperatorSettings.read(Optional.of(missing), Map.of(), system))
                .getMessage();
        assertTrue(line.contains(missing.toString()), line);
    }

    private void assertRefused(String end, String file) {
        String line =
                assertThrows(WrongSetting.class, () -> read(file, Map.of())).getMessage();
        assertEquals(folder.resolve("server.properties") + end, line);
    }

    private OperatorSettings read(String file, Map<String, String> environment) throws IOException {
        Path path = Files.writeString(folder.resolve("server.properties"), file);
        return OperatorSettings.read(Optional.of(path), environment, system);
    }
}
