package millwright.retry;

import java.util.List;
import millwright.config.Key;
import millwright.config.SettingException;
import millwright.config.Settings;

/**
 * What follows a failed attempt where a definition says nothing.
 *
 * @param policy of method jobs without one; a batch job is tried again only when its request or definition says so
 * @param rules what errors are called and what follows them
 */
public record RetryConfig(RetryPolicy policy, ErrorRules rules) {

    // Three attempts within seconds outlast a failover or a restart of what the job calls, and end soon enough that
    // somebody still looks when they do not; errors that are not transient are not repeated.
    private static final Key MAX_ATTEMPTS = new Key(
            "millwright.retry.max-attempts",
            "3",
            "How often a method job is tried whose definition does not say it, when its errors are transient");
    private static final Key DELAY = new Key(
            "millwright.retry.delay",
            "PT1S",
            "The longest wait before its second attempt; the real one is drawn below it");
    private static final Key FACTOR =
            new Key("millwright.retry.factor", "2", "By how much that wait grows with each further attempt");
    private static final Key MAX_DELAY =
            new Key("millwright.retry.max-delay", "PT5M", "Beyond which that wait does not grow");
    private static final Key RULES = new Key(
            "millwright.retry.rules",
            "",
            "What errors are called, first match first, before the built-in rules:"
                    + " `java.net.ConnectException=NETWORK_ERROR:TRANSIENT, …`");
    private static final Key CODES = new Key(
            "millwright.retry.codes",
            "",
            "What follows an error by its code: `TIMEOUT_ERROR=retry*2, API_ERROR=fail, …`; else transient ones are"
                    + " tried again");

    public static final List<Key> KEYS = List.of(MAX_ATTEMPTS, DELAY, FACTOR, MAX_DELAY, RULES, CODES);

    /** @throws SettingException naming the key that does not fit */
    public static RetryConfig from(Settings settings) {
        return new RetryConfig(policy(settings), rules(settings));
    }

    private static RetryPolicy policy(Settings settings) {
        int maxAttempts = settings.integer(MAX_ATTEMPTS, 1, 1_000);
        try {
            return new RetryPolicy(
                    maxAttempts, settings.duration(DELAY), factor(settings.text(FACTOR)), settings.duration(MAX_DELAY));
        } catch (InvalidPolicyException e) {
            throw new SettingException("millwright.retry: " + e.getMessage());
        }
    }

    private static ErrorRules rules(Settings settings) {
        try {
            return ErrorRules.parse(settings.text(RULES), settings.text(CODES));
        } catch (IllegalArgumentException e) {
            throw new SettingException(RULES.name() + " or " + CODES.name() + ": " + e.getMessage());
        }
    }

    private static double factor(String text) {
        try {
            double factor = Double.parseDouble(text);
            if (factor >= 1 && factor <= 100) {
                return factor;
            }
        } catch (NumberFormatException e) {
            // said below, the same as out of range
        }
        throw new SettingException(FACTOR.name() + " is '" + text + "', expected a number from 1 to 100");
    }
}
