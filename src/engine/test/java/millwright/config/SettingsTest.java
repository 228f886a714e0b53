package millwright.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** C2: a value that does not fit names key, value and what was expected. */
class SettingsTest {

    private static final Key KEY = new Key("millwright.test.some-key", "5", "for tests");

    private enum Choice {
        FIRST,
        SECOND
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void blankIsNotSet(String value) {
        assertEquals("5", settings(value).text(KEY));
        assertEquals("5", new Settings(name -> Optional.empty()).text(KEY));
    }

    @Test
    void valuesAreTakenWithoutTheSpaceAroundThem() {
        assertEquals("a b", settings(" a b ").text(KEY));
        assertEquals(7, settings(" 7 ").integer(KEY, 1, 10));
        assertEquals(Duration.ofMillis(1_500), settings("PT1.5S").duration(KEY));
        assertEquals(Choice.SECOND, settings("Second").choice(KEY, Choice.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "11", "1.5", "seven", "99999999999"})
    void aNumberOutOfRangeIsRefused(String value) {
        assertUnfit(value, "a whole number from 1 to 10", assertThrows(SettingException.class, () -> settings(value)
                .integer(KEY, 1, 10)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "-PT1S", "15", "15s"})
    void aDurationThatIsNoneOrNotAboveZeroIsRefused(String value) {
        assertUnfit(value, "ISO-8601", assertThrows(SettingException.class, () -> settings(value)
                .duration(KEY)));
    }

    @Test
    void anUnknownChoiceIsRefusedWithTheKnownOnes() {
        assertUnfit("third", "one of first, second", assertThrows(SettingException.class, () -> settings("third")
                .choice(KEY, Choice.class)));
    }

    private static void assertUnfit(String value, String expected, SettingException refused) {
        assertTrue(refused.getMessage().startsWith("millwright.test.some-key is '" + value + "', expected "));
        assertTrue(refused.getMessage().contains(expected), refused.getMessage());
    }

    private static Settings settings(String value) {
        return new Settings(name -> name.equals(KEY.name()) ? Optional.of(value) : Optional.empty());
    }
}
