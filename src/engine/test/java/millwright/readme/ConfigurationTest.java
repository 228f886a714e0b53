package millwright.readme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Collectors;
import millwright.config.Key;
import millwright.start.EngineKeys;
import org.junit.jupiter.api.Test;

/** C3: the README's table is the list of keys, printed. */
class ConfigurationTest {

    @Test
    void theReadmeListsEveryKeyWithItsDefaultAndItsMeaning() throws Exception {
        String rows = EngineKeys.ALL.stream().map(ConfigurationTest::row).collect(Collectors.joining("\n"));
        Readme.read().assertBlock("configuration", "| key | default | meaning |\n| --- | --- | --- |\n" + rows);
    }

    @Test
    void keysAreUniqueAndNamedByFeature() {
        assertEquals(
                EngineKeys.ALL.size(),
                EngineKeys.ALL.stream().map(Key::name).distinct().count());
        for (Key key : EngineKeys.ALL) {
            assertTrue(key.name().matches("millwright\\.[a-z]+(\\.<[a-z]+>)?\\.[a-z-]+"), key.name());
            assertTrue(!key.meaning().isBlank() && !key.meaning().endsWith("."), key.meaning());
        }
    }

    private static String row(Key key) {
        String defaultValue = key.defaultValue().isEmpty() ? "" : "`" + key.defaultValue() + "`";
        return "| `" + key.name() + "` | " + defaultValue + " | " + key.meaning() + " |";
    }
}
