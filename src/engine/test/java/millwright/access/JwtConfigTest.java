package millwright.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import millwright.config.SettingException;
import millwright.config.Settings;
import org.junit.jupiter.api.Test;

/** What an issuer may be set to. */
class JwtConfigTest {

    @Test
    void nobodysTokensAreAcceptedUnlessAnIssuerIsSet() {
        JwtConfig config = config(Map.of());
        assertEquals(Optional.empty(), config.issuer());
        assertEquals(Duration.ofSeconds(30), config.clockSkew());
    }

    @Test
    void anIssuerNeedsAnAudience() {
        assertThrows(SettingException.class, () -> config(Map.of("millwright.jwt.issuer", "https://id.example")));
    }

    @Test
    void keysDoNotComeOverPlainHttpFromAnotherMachine() {
        for (String url : new String[] {"http://id.example", "file:///etc/passwd", "id.example", "https:", "a b"}) {
            assertThrows(
                    SettingException.class,
                    () -> config(Map.of("millwright.jwt.issuer", url, "millwright.jwt.audience", "x")),
                    url);
        }
        config(Map.of("millwright.jwt.issuer", "http://127.0.0.1:8180/realms/x", "millwright.jwt.audience", "x"));
    }

    @Test
    void theSkewIsBounded() {
        assertThrows(SettingException.class, () -> config(Map.of("millwright.jwt.clock-skew", "PT6M")));
    }

    private static JwtConfig config(Map<String, String> settings) {
        return JwtConfig.from(new Settings(name -> Optional.ofNullable(settings.get(name))));
    }
}
