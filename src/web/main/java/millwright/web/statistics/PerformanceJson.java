package millwright.web.statistics;

import static millwright.web.json.JsonDocument.integer;
import static millwright.web.json.JsonDocument.text;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import millwright.job.JobState;
import millwright.job.Performance;
import millwright.web.json.JsonDocument;

/** Writes how jobs have gone as the API shows it. */
public final class PerformanceJson {

    private static final int DIGITS = 6;

    private PerformanceJson() {}

    public static JsonObject one(Performance performance) {
        return JsonDocument.provider()
                .createObjectBuilder()
                .add("ended", counts(performance.ended()))
                .add("retried", integer(performance.retried()))
                .add("success_rate", rate(performance.successRate()))
                .add("mean", duration(performance.mean()))
                .add("p50", duration(performance.percentile(0.5)))
                .add("p90", duration(performance.percentile(0.9)))
                .add("p95", duration(performance.percentile(0.95)))
                .add("p99", duration(performance.percentile(0.99)))
                .add("waits", integer(performance.waits()))
                .add("mean_wait", duration(performance.meanWait()))
                .build();
    }

    public static JsonObject named(Map<String, Performance> performances) {
        var json = JsonDocument.provider().createObjectBuilder();
        new TreeMap<>(performances).forEach((name, performance) -> json.add(name, one(performance)));
        return json.build();
    }

    /** Numbers by state; a state without any is left out. */
    public static JsonObject counts(Map<JobState, Long> counts) {
        var json = JsonDocument.provider().createObjectBuilder();
        new TreeMap<>(counts).forEach((state, number) -> json.add(state.name(), integer(number)));
        return json.build();
    }

    private static JsonValue rate(OptionalDouble rate) {
        return rate.isEmpty()
                ? JsonValue.NULL
                : JsonDocument.provider()
                        .createValue(BigDecimal.valueOf(rate.getAsDouble()).setScale(DIGITS, RoundingMode.HALF_UP));
    }

    private static JsonValue duration(Optional<Duration> duration) {
        return text((Object)
                duration.map(each -> Duration.ofMillis(each.plusNanos(500_000).toMillis()))
                        .orElse(null));
    }
}
