package millwright.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import millwright.config.SettingException;
import millwright.config.Settings;
import org.junit.jupiter.api.Test;

/** Defaults and explicit values; three beats must fit into the time-out. */
class NodeConfigTest {

    @Test
    void withoutSettingsTheDefaultsHold() {
        NodeConfig config = config(Map.of());
        assertEquals(new NodeConfig(Duration.ofSeconds(3), Duration.ofSeconds(15), 3, Duration.ofDays(1)), config);
        assertEquals(Duration.ofSeconds(12), config.fenceAfter());
    }

    @Test
    void takesWhatIsSet() {
        assertEquals(
                new NodeConfig(Duration.ofMillis(100), Duration.ofSeconds(1), 5, Duration.ofDays(1)),
                config(Map.of(
                        "millwright.node.heartbeat", "PT0.1S",
                        "millwright.node.dead-after", "PT1S",
                        "millwright.node.crash-limit", "5")));
    }

    @Test
    void refusesATimeOutOfLessThanThreeBeats() {
        SettingException refused = assertThrows(
                SettingException.class,
                () -> config(Map.of("millwright.node.heartbeat", "PT5S", "millwright.node.dead-after", "PT14.9S")));
        assertTrue(refused.getMessage().contains("millwright.node.dead-after"), refused.getMessage());
        assertTrue(refused.getMessage().contains("PT14.9S"), refused.getMessage());
    }

    @Test
    void refusesACrashLimitOfZero() {
        assertThrows(SettingException.class, () -> config(Map.of("millwright.node.crash-limit", "0")));
    }

    private static NodeConfig config(Map<String, String> values) {
        return NodeConfig.from(new Settings(name -> Optional.ofNullable(values.get(name))));
    }
}
