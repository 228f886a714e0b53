package millwright.web.job;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** DESIGN, "REST, in short": when a submit waits for its job, and what it says of it. */
class WaitPlanTest {

    private static final Duration THRESHOLD = Duration.ofSeconds(60);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
                    -     | -                        | false | 0   | -                     | false
                    -     | wait=10                  | false | 10  | wait=10               | true
                    -     | respond-async            | true  | 0   | respond-async         | true
                    -     | respond-async, wait=10   | false | 10  | respond-async, wait=10 | true
                    ASYNC | -                        | true  | 0   | -                     | false
                    ASYNC | wait=10                  | true  | 0   | -                     | false
                    ASYNC | respond-async            | true  | 0   | respond-async         | true
                    SYNC  | -                        | false | 60  | -                     | true
                    SYNC  | wait=5                   | false | 5   | wait=5                | true
                    SYNC  | respond-async            | false | 60  | -                     | true
                    AUTO  | -                        | true  | 60  | -                     | true
                    AUTO  | -                        | false | 0   | -                     | false
                    AUTO  | wait=5                   | false | 5   | wait=5                | true
                    AUTO  | respond-async            | true  | 0   | respond-async         | true
                    """)
    void waitsAsTheRequestSaysAndThenAsItsHeaderPrefers(
            Mode mode, String prefer, boolean quick, long seconds, String applied, boolean promised) {
        Preferences preferences = Preferences.read(prefer == null ? null : List.of(prefer));
        WaitPlan plan = WaitPlan.of(Optional.ofNullable(mode), preferences, THRESHOLD, () -> quick);
        assertEquals(new WaitPlan(Duration.ofSeconds(seconds), applied, promised), plan);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    wait=10                             | 10
                    WAIT = 10                           | 10
                    wait="10"                           | 10
                    return=minimal, wait=10             | 10
                    wait=10; foo=bar, wait=20           | 10
                    wait=99999999                       | 600
                    """)
    void readsPreferencesAsTheyAreWrittenAndCapsThem(String header, int seconds) {
        assertEquals(new Preferences(Optional.of(seconds), false), Preferences.read(List.of(header)));
    }

    @Test
    void saysNothingOfPreferencesThatCannotBeRead() {
        for (String header : List.of("", "wait", "wait=", "wait=-1", "wait=ten", "wait=1e3", "waiting=3", ",;=,")) {
            assertEquals(Preferences.NONE, Preferences.read(List.of(header)), header);
        }
        assertEquals(new Preferences(Optional.of(3), true), Preferences.read(List.of("respond-async", "foo, wait=3")));
    }
}
