package millwright.config;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

/** C1: a misspelt key is noticed at the start, also as an environment variable. */
class KnownKeysTest {

    private final KnownKeys keys = new KnownKeys(List.of(
            new Key("millwright.queue.workers", "8", ""), new Key("millwright.queue.poll-interval", "PT1S", "")));

    @Test
    void knownKeysAndOtherPeoplesPass() {
        assertDoesNotThrow(() -> keys.check(List.of(
                "millwright.queue.workers",
                "MILLWRIGHT_QUEUE_POLL_INTERVAL",
                "java.home",
                "MILL",
                "millwrights.queue",
                "PATH")));
    }

    @Test
    void theLaunchersOwnAreLeftToTheLauncher() {
        assertDoesNotThrow(() -> keys.check(List.of("millwright.server.port", "MILLWRIGHT_SERVER_PORT")));
    }

    @Test
    void whatKubernetesTellsOfAServiceOfOurNamePasses() {
        assertDoesNotThrow(() -> keys.check(List.of(
                "MILLWRIGHT_SERVICE_HOST",
                "MILLWRIGHT_SERVICE_PORT",
                "MILLWRIGHT_SERVICE_PORT_HTTP",
                "MILLWRIGHT_PORT",
                "MILLWRIGHT_PORT_8080_TCP_ADDR")));
    }

    @Test
    void everyUnknownKeyIsNamedWithTheNearest() {
        SettingException refused = assertThrows(
                SettingException.class,
                () -> keys.check(List.of("millwright.queue.wokers", "MILLWRIGHT_QUEUE_WORKER", "java.home")));
        assertEquals(
                "unknown configuration key 'MILLWRIGHT_QUEUE_WORKER' (nearest: 'MILLWRIGHT_QUEUE_WORKERS'), "
                        + "'millwright.queue.wokers' (nearest: 'millwright.queue.workers')",
                refused.getMessage());
    }

    @Test
    void aKeyHasItsEnvironmentVariable() {
        assertEquals(
                "MILLWRIGHT_QUEUE_POLL_INTERVAL",
                new Key("millwright.queue.poll-interval", "", "").environmentVariable());
    }
}
