package millwright.batch;

import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import millwright.config.NearestName;
import millwright.database.Json;
import millwright.job.ConcurrencyKey;
import millwright.job.JobDefinition;
import millwright.job.JobPolicy;
import millwright.job.Priority;
import millwright.retry.ErrorRules;
import millwright.retry.RetryPolicy;

/**
 * How the jobs of a job XML are treated unless their request says otherwise, by properties of its job element:
 *
 * <pre>
 * &lt;properties&gt;
 *   &lt;property name="millwright.queue" value="night"/&gt;
 *   &lt;property name="millwright.priority" value="HIGH"/&gt;
 *   &lt;property name="millwright.max-attempts" value="3"/&gt;
 * &lt;/properties&gt;
 * </pre>
 *
 * Also {@code start-timeout}, {@code timeout}, {@code total-timeout} and {@code keep} (durations such as PT30M),
 * {@code concurrency} (how many at once over all nodes), {@code retry-delay}, {@code retry-factor} and
 * {@code retry-max-delay}: each as the member of that name of {@link millwright.method.BackgroundJob}. Without {@code max-attempts} a job is tried once.
 */
record JobProperties(String queue, Priority priority, JobPolicy policy) {

    static final String PREFIX = "millwright.";

    static final JobProperties NONE = new JobProperties(JobDefinition.DEFAULT_QUEUE, Priority.NORMAL, JobPolicy.PLAIN);

    // as configured for methods where nothing is configured, but for the number
    private static final RetryPolicy ONCE = new RetryPolicy(1, Duration.ofSeconds(1), 2, Duration.ofMinutes(5));
    private static final Map<String, String> RETRY = Map.of(
            "max-attempts", "max_attempts",
            "retry-delay", "delay",
            "retry-factor", "factor",
            "retry-max-delay", "max_delay");

    /**
     * @param job the definition's name
     * @param problems is given the number of a property among the job's and what is wrong with it
     */
    static JobProperties of(String job, Map<String, String> properties, BiConsumer<Integer, String> problems) {
        Reader reader = new Reader(job);
        int ordinal = 0;
        for (Map.Entry<String, String> property : properties.entrySet()) {
            if (property.getKey().startsWith(PREFIX)) {
                try {
                    reader.read(property.getKey().substring(PREFIX.length()), property.getValue());
                } catch (RuntimeException e) {
                    problems.accept(
                            ordinal,
                            "property '" + property.getKey() + "' is '" + property.getValue() + "', " + e.getMessage());
                }
            }
            ordinal++;
        }
        return reader.read();
    }

    private static final class Reader {

        private final Map<String, Function<String, Object>> values = new TreeMap<>();
        private final Map<String, Object> read = new TreeMap<>();
        private RetryPolicy retry = ONCE;

        Reader(String job) {
            values.put("queue", Reader::name);
            values.put("priority", Reader::priority);
            values.put("start-timeout", Reader::duration);
            values.put("timeout", Reader::duration);
            values.put("total-timeout", Reader::duration);
            values.put("keep", Reader::duration);
            values.put("concurrency", text -> new ConcurrencyKey("definition:" + job, slots(text)));
            RETRY.keySet().forEach(name -> values.put(name, text -> text));
        }

        void read(String name, String text) {
            Function<String, Object> value = values.get(name);
            if (value == null) {
                throw new IllegalArgumentException("but there is none of this name (nearest: '" + PREFIX
                        + NearestName.of(name, values.keySet()) + "')");
            }
            if (RETRY.containsKey(name)) {
                retry = retry.with(Json.provider()
                        .createObjectBuilder()
                        .add(
                                RETRY.get(name),
                                name.endsWith("delay") ? Json.provider().createValue(text) : number(text))
                        .build());
            }
            read.put(name, value.apply(text));
        }

        private static JsonValue number(String text) {
            try {
                return Json.provider().createValue(new BigDecimal(text));
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("expected a number", e);
            }
        }

        private static String name(String text) {
            if (text.isBlank()) {
                throw new IllegalArgumentException("expected the name of a queue");
            }
            return text;
        }

        private static Priority priority(String text) {
            return Arrays.stream(Priority.values())
                    .filter(priority -> priority.name().equals(text))
                    .findFirst()
                    .orElseThrow(() ->
                            new IllegalArgumentException("expected one of " + Arrays.toString(Priority.values())));
        }

        private static Duration duration(String text) {
            try {
                Duration duration = Duration.parse(text);
                if (!duration.isNegative() && !duration.isZero()) {
                    return duration;
                }
            } catch (RuntimeException e) {
                // said below, the same as one that is not above zero
            }
            throw new IllegalArgumentException("expected a duration above zero such as PT30M");
        }

        private static int slots(String text) {
            try {
                int slots = Integer.parseInt(text);
                if (slots >= 1) {
                    return slots;
                }
            } catch (NumberFormatException e) {
                // said below, the same as one below 1
            }
            throw new IllegalArgumentException("expected a whole number from 1");
        }

        JobProperties read() {
            JobPolicy policy = new JobPolicy(
                    value("start-timeout", Duration.class),
                    value("timeout", Duration.class),
                    value("total-timeout", Duration.class),
                    retry.maxAttempts() == 1 ? RetryPolicy.NONE : retry,
                    value("keep", Duration.class),
                    value("concurrency", ConcurrencyKey.class),
                    ErrorRules.NONE);
            return new JobProperties(
                    value("queue", String.class).orElse(NONE.queue()),
                    value("priority", Priority.class).orElse(NONE.priority()),
                    policy);
        }

        private <T> Optional<T> value(String name, Class<T> type) {
            return Optional.ofNullable(type.cast(read.get(name)));
        }
    }
}
