package millwright.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import millwright.config.SettingException;
import millwright.config.Settings;
import org.junit.jupiter.api.Test;

/** Defaults and explicit values. */
class QueueConfigTest {

    @Test
    void withoutSettingsTheDefaultsHold() {
        QueueConfig config = config(Map.of());
        assertEquals(
                new QueueConfig(
                        8, Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofSeconds(10), config.claiming()),
                config);
    }

    @Test
    void takesWhatIsSet() {
        QueueConfig config = config(Map.of(
                "millwright.queue.workers", "2",
                "millwright.queue.poll-interval", "PT0.1S",
                "millwright.queue.drain-timeout", "PT1M",
                "millwright.queue.stop-grace", "PT5S",
                "millwright.queue.timeout-grace", "PT7S",
                "millwright.queue.hold-slot-when-stuck", "true"));
        assertEquals(
                new QueueConfig(
                        2,
                        Duration.ofMillis(100),
                        Duration.ofMinutes(1),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(7),
                        true,
                        config.claiming()),
                config);
    }

    @Test
    void refusesNoWorkersAndTooMany() {
        for (String workers : new String[] {"0", "-1", "1001"}) {
            assertThrows(SettingException.class, () -> config(Map.of("millwright.queue.workers", workers)));
        }
    }

    @Test
    void aFlagIsTrueOrFalse() {
        SettingException refused = assertThrows(
                SettingException.class, () -> config(Map.of("millwright.queue.hold-slot-when-stuck", "yes")));
        assertTrue(refused.getMessage().contains("true or false"), refused.getMessage());
    }

    private static QueueConfig config(Map<String, String> values) {
        return QueueConfig.from(new Settings(name -> Optional.ofNullable(values.get(name))));
    }
}
