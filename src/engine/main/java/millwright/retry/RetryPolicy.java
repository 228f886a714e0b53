package millwright.retry;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.function.DoubleSupplier;
import millwright.config.NearestName;
import millwright.database.Json;

/**
 * How often and when a job is tried again after an error that trying again can help.
 *
 * @param maxAttempts how many attempts are charged before the job is FAILED, from 1 to 1,000; what was given back or
 *     lost with its node is not charged
 * @param delay before the second attempt at the most, up to 365 days; the real one is drawn between zero and this
 *     (full jitter), so that jobs that failed together do not come back together
 * @param factor by which that grows with each further attempt, from 1 to 100
 * @param maxDelay beyond which it does not grow, up to 365 days
 */
public record RetryPolicy(int maxAttempts, Duration delay, double factor, Duration maxDelay) {

    private static final String MAX_ATTEMPTS = "max_attempts";
    private static final String DELAY = "delay";
    private static final String FACTOR = "factor";
    private static final String MAX_DELAY = "max_delay";
    private static final List<String> FIELDS = List.of(MAX_ATTEMPTS, DELAY, FACTOR, MAX_DELAY);

    private static final int MOST_ATTEMPTS = 1_000;
    private static final double LARGEST_FACTOR = 100;
    static final Duration LONGEST = Duration.ofDays(365);

    /** One attempt and no more. */
    public static final RetryPolicy NONE = new RetryPolicy(1, Duration.ZERO, 1, Duration.ZERO);

    /** @throws InvalidPolicyException naming the first field that is out of its range */
    public RetryPolicy {
        if (maxAttempts < 1 || maxAttempts > MOST_ATTEMPTS) {
            throw new InvalidPolicyException(MAX_ATTEMPTS, maxAttempts, "a whole number from 1 to " + MOST_ATTEMPTS);
        }
        checkDelay(DELAY, delay);
        if (!(factor >= 1 && factor <= LARGEST_FACTOR)) {
            throw new InvalidPolicyException(FACTOR, factor, "a number from 1 to 100");
        }
        checkDelay(MAX_DELAY, maxDelay);
    }

    private static void checkDelay(String field, Duration value) {
        if (value == null || value.isNegative() || value.compareTo(LONGEST) > 0) {
            throw new InvalidPolicyException(field, value, "an ISO-8601 duration from PT0S to P365D");
        }
    }

    /**
     * How long to wait after the {@code charged}th charged attempt, drawn anew each time.
     *
     * @param random gives numbers from 0 to 1
     */
    public Duration delayAfter(int charged, DoubleSupplier random) {
        double longest = Math.min((double) maxDelay.toMillis(), delay.toMillis() * Math.pow(factor, charged - 1));
        return Duration.ofMillis(Math.round(longest * random.getAsDouble()));
    }

    /** As it stands in {@code job.options} and in answers. */
    public JsonObject toJson() {
        return Json.provider()
                .createObjectBuilder()
                .add(MAX_ATTEMPTS, maxAttempts)
                .add(DELAY, delay.toString())
                .add(FACTOR, factor)
                .add(MAX_DELAY, maxDelay.toString())
                .build();
    }

    /**
     * This policy with the fields that {@code json} gives in place of its own.
     *
     * @throws InvalidPolicyException naming the field that is unknown, mistyped or out of its range
     */
    public RetryPolicy with(JsonObject json) {
        for (String field : json.keySet()) {
            if (!FIELDS.contains(field)) {
                throw new InvalidPolicyException(
                        field, "unknown", "one of " + FIELDS + " (nearest: " + NearestName.of(field, FIELDS) + ")");
            }
        }
        return new RetryPolicy(
                json.containsKey(MAX_ATTEMPTS) ? wholeNumber(json.get(MAX_ATTEMPTS)) : maxAttempts,
                json.containsKey(DELAY) ? duration(DELAY, json.get(DELAY)) : delay,
                json.containsKey(FACTOR) ? number(json.get(FACTOR)) : factor,
                json.containsKey(MAX_DELAY) ? duration(MAX_DELAY, json.get(MAX_DELAY)) : maxDelay);
    }

    private static int wholeNumber(JsonValue value) {
        try {
            if (value instanceof JsonNumber number) {
                return number.intValueExact();
            }
        } catch (ArithmeticException e) {
            // said below, the same as a text
        }
        throw new InvalidPolicyException(MAX_ATTEMPTS, value, "a whole number from 1 to " + MOST_ATTEMPTS);
    }

    private static double number(JsonValue value) {
        if (value instanceof JsonNumber number) {
            return number.doubleValue();
        }
        throw new InvalidPolicyException(FACTOR, value, "a number from 1 to 100");
    }

    private static Duration duration(String field, JsonValue value) {
        try {
            if (value instanceof JsonString text) {
                return Duration.parse(text.getString());
            }
        } catch (DateTimeParseException e) {
            // said below, the same as a number
        }
        throw new InvalidPolicyException(field, value, "an ISO-8601 duration from PT0S to P365D");
    }
}
