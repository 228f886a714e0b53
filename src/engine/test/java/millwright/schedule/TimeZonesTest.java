package millwright.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which names are time zones, and what is said of the others. */
class TimeZonesTest {

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Europe/Berlin", "America/Argentina/Buenos_Aires", "Asia/Kolkata"})
    void findsTimeZonesByTheirIanaNames(String name) {
        assertEquals(name, TimeZones.find(name).orElseThrow().getId());
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Berln,     Europe/Berlin",
        "europe/berlin,    Europe/Berlin",
        "Berlin,           Europe/Berlin",
        "new york,         America/New_York",
        "Europe/Kyjiv,     Europe/Kyiv",
        "utc,              Etc/UTC",
    })
    void saysOfAnUnknownNameWhichOneIsNearest(String name, String nearest) {
        assertTrue(TimeZones.find(name).isEmpty());
        assertEquals(
                "is '" + name + "', expected the IANA name of a time zone such as Europe/Berlin or UTC (nearest: '"
                        + nearest + "')",
                TimeZones.fault(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "+02:00", "GMT+2", "UTC+01:00", "Z", "CEST", "../UTC"})
    void takesNoOffsetsAndNoAbbreviations(String name) {
        assertTrue(TimeZones.find(name).isEmpty());
        assertTrue(TimeZones.fault(name).contains("nearest: '"));
    }
}
