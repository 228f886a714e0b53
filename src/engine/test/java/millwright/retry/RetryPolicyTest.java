package millwright.retry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import millwright.config.SettingException;
import millwright.config.Settings;
import millwright.database.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** E4, E5: how often, when, and how it is written down. */
class RetryPolicyTest {

    private static final RetryPolicy POLICY = new RetryPolicy(5, Duration.ofSeconds(1), 2, Duration.ofSeconds(5));
    private static final JobError TRANSIENT = new JobError("NETWORK_ERROR", ErrorCategory.TRANSIENT, "away");
    private static final JobError PERMANENT = new JobError("DATA_ERROR", ErrorCategory.PERMANENT, "wrong");

    @ParameterizedTest
    @CsvSource({"1, 1000", "2, 2000", "3, 4000", "4, 5000", "1000, 5000"})
    void theBoundGrowsByTheFactorUpToTheLongest(int charged, long bound) {
        assertEquals(Duration.ofMillis(bound), POLICY.delayAfter(charged, () -> 1.0));
        assertEquals(Duration.ofMillis(bound / 4), POLICY.delayAfter(charged, () -> 0.25));
        assertEquals(Duration.ZERO, POLICY.delayAfter(charged, () -> 0.0));
    }

    @Test
    void transientErrorsAreTriedAgainUntilTheAttemptsAreUsedUp() {
        RetryDecision decision = new RetryDecision(() -> 0.5);
        assertEquals(Optional.of(Duration.ofMillis(500)), decision.after(TRANSIENT, 1, POLICY, ErrorRules.NONE));
        assertEquals(Optional.of(Duration.ofMillis(2500)), decision.after(TRANSIENT, 4, POLICY, ErrorRules.NONE));
        assertEquals(Optional.empty(), decision.after(TRANSIENT, 5, POLICY, ErrorRules.NONE));
        assertEquals(Optional.empty(), decision.after(TRANSIENT, 1, RetryPolicy.NONE, ErrorRules.NONE));
        assertEquals(Optional.empty(), decision.after(PERMANENT, 1, POLICY, ErrorRules.NONE));
    }

    @Test
    void whatTheJobAsksForComesBeforeWhatIsDrawn() {
        JobError asked = new JobError("API_ERROR", ErrorCategory.TRANSIENT, "slow down", Duration.ofMinutes(7));
        RetryDecision decision = new RetryDecision(() -> 0.5);
        assertEquals(Optional.of(Duration.ofMinutes(7)), decision.after(asked, 1, POLICY, ErrorRules.NONE));
        assertEquals(Optional.empty(), decision.after(asked, 5, POLICY, ErrorRules.NONE));
    }

    @Test
    void whatTheJobAsksForIsAYearAtTheMost() {
        Duration forEver = ChronoUnit.FOREVER.getDuration();
        JobError asked = new JobError("API_ERROR", ErrorCategory.TRANSIENT, "come back never", forEver);
        RetryDecision decision = new RetryDecision(() -> 0.5);
        assertEquals(Optional.of(Duration.ofDays(365)), decision.after(asked, 1, POLICY, ErrorRules.NONE));
    }

    @Test
    void aRuleForACodeDecidesWhateverItsCategory() {
        RetryDecision decision = new RetryDecision(() -> 1.0);
        ErrorRules rules = ErrorRules.parse("", "DATA_ERROR=retry, NETWORK_ERROR=fail");
        assertTrue(decision.after(PERMANENT, 1, POLICY, rules).isPresent());
        assertEquals(Optional.empty(), decision.after(TRANSIENT, 1, POLICY, rules));
    }

    @Test
    void asJsonItComesBackAsItWas() {
        assertEquals(
                "{\"max_attempts\":5,\"delay\":\"PT1S\",\"factor\":2.0,\"max_delay\":\"PT5S\"}",
                POLICY.toJson().toString());
        assertEquals(POLICY, RetryPolicy.NONE.with(Json.object(POLICY.toJson().toString())));
    }

    @Test
    void whatTheJsonLeavesOutIsAsItWas() {
        assertEquals(
                new RetryPolicy(9, Duration.ofSeconds(1), 2, Duration.ofSeconds(5)),
                POLICY.with(Json.object("{\"max_attempts\": 9}")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"max_attempts\": 0} | max_attempts | max_attempts is 0, expected a whole number from 1 to 1000",
                "{\"max_attempts\": 1.5} | max_attempts | max_attempts is 1.5, expected a whole number from 1 to 1000",
                "{\"max_attempts\": \"3\"} | max_attempts | max_attempts is \"3\", expected a whole number from 1 to 1000",
                "{\"delay\": \"soon\"} | delay | delay is \"soon\", expected an ISO-8601 duration from PT0S to P365D",
                "{\"delay\": \"-PT1S\"} | delay | delay is PT-1S, expected an ISO-8601 duration from PT0S to P365D",
                "{\"factor\": 0.5} | factor | factor is 0.5, expected a number from 1 to 100",
                "{\"max_delay\": 5} | max_delay | max_delay is 5, expected an ISO-8601 duration from PT0S to P365D",
                "{\"max_delai\": 5} | max_delai | max_delai is unknown, expected one of [max_attempts, delay, factor, "
                        + "max_delay] (nearest: max_delay)"
            })
    void aFieldThatDoesNotFitIsNamed(String json, String field, String message) {
        InvalidPolicyException refused =
                assertThrows(InvalidPolicyException.class, () -> POLICY.with(Json.object(json)));
        assertEquals(field, refused.field());
        assertEquals(message, refused.getMessage());
    }

    @Test
    void withoutSettingsAMethodJobIsTriedThreeTimes() {
        RetryConfig config = RetryConfig.from(new Settings(name -> Optional.empty()));
        assertEquals(new RetryPolicy(3, Duration.ofSeconds(1), 2, Duration.ofMinutes(5)), config.policy());
        assertTrue(config.rules().retries(TRANSIENT));
    }

    @ParameterizedTest
    @CsvSource({
        "millwright.retry.max-attempts, 0",
        "millwright.retry.delay, P900D",
        "millwright.retry.factor, much",
        "millwright.retry.rules, java.io.IOException",
        "millwright.retry.rules, java.io.IOException=A_B:SOMETIMES",
        "millwright.retry.codes, API_ERROR=perhaps",
        "millwright.retry.codes, API_ERROR=retry*0.5"
    })
    void aSettingThatDoesNotFitIsRefused(String key, String value) {
        Settings settings =
                new Settings(name -> Optional.ofNullable(Map.of(key, value).get(name)));
        String message = assertThrows(SettingException.class, () -> RetryConfig.from(settings))
                .getMessage();
        assertTrue(message.startsWith("millwright.retry"), message);
    }
}
