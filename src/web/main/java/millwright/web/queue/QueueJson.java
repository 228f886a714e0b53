package millwright.web.queue;

import static millwright.web.json.JsonDocument.instant;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import millwright.job.JobState;
import millwright.job.Performance;
import millwright.queue.QueueSettings;
import millwright.web.json.JsonDocument;
import millwright.web.request.TimeRange;
import millwright.web.statistics.PerformanceJson;

/** Writes queues as the API shows them. */
final class QueueJson {

    private QueueJson() {}

    static JsonObject one(QueueSettings queue) {
        return JsonDocument.provider()
                .createObjectBuilder()
                .add("name", queue.name())
                .addAll(settings(queue))
                .add("counts", PerformanceJson.counts(queue.counts()))
                .build();
    }

    /** What somebody has set of it. */
    static JsonObjectBuilder settings(QueueSettings queue) {
        return JsonDocument.provider()
                .createObjectBuilder()
                .add("weight", queue.weight())
                .add("paused", queue.pause().isPresent())
                .add("pause", queue.pause().map(QueueJson::pause).orElse(JsonValue.NULL))
                .add("max_running", number(queue.maxRunning()))
                .add("rate", rate(queue));
    }

    private static JsonValue pause(QueueSettings.Pause pause) {
        return JsonDocument.provider()
                .createObjectBuilder()
                .add("reason", pause.reason())
                .add("by", pause.by())
                .add("at", instant(pause.at()))
                .build();
    }

    private static JsonValue rate(QueueSettings queue) {
        return queue.rate().isEmpty()
                ? JsonValue.NULL
                : JsonDocument.provider()
                        .createObjectBuilder()
                        .add("jobs", queue.rate().get())
                        .add("period", queue.ratePeriod().orElseThrow().toString())
                        .build();
    }

    private static JsonValue number(Optional<Integer> number) {
        return number.<JsonValue>map(each -> JsonDocument.provider().createValue(each))
                .orElse(JsonValue.NULL);
    }

    /** All of them, with the members of a page so that a client reads every list alike. */
    static JsonObject list(List<QueueSettings> queues) {
        var items = JsonDocument.provider().createArrayBuilder();
        queues.forEach(queue -> items.add(one(queue)));
        return JsonDocument.provider()
                .createObjectBuilder()
                .add("items", items)
                .addNull("next_page_token")
                .build();
    }

    static JsonObject statistics(
            QueueSettings queue, TimeRange range, Performance all, Map<String, Performance> byDefinition) {
        return JsonDocument.provider()
                .createObjectBuilder()
                .add("queue", queue.name())
                .add("from", instant(range.from()))
                .add("to", instant(range.to()))
                .add("counts", PerformanceJson.counts(queue.counts()))
                .add("performance", PerformanceJson.one(all))
                .add("by_definition", PerformanceJson.named(byDefinition))
                .build();
    }

    /** The same queue, with the counts of some of its jobs only. */
    static QueueSettings counting(QueueSettings queue, Map<JobState, Long> counts) {
        return new QueueSettings(
                queue.name(),
                queue.weight(),
                queue.pause(),
                queue.maxRunning(),
                queue.rate(),
                queue.ratePeriod(),
                counts);
    }
}
