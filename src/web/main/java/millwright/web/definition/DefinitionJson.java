package millwright.web.definition;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import millwright.job.ConcurrencyKey;
import millwright.job.JobDefinition;
import millwright.job.JobPolicy;
import millwright.web.json.JsonDocument;

/** Writes job definitions as the API shows them. */
final class DefinitionJson {

    private DefinitionJson() {}

    static JsonObject one(JobDefinition definition) {
        return JsonDocument.provider()
                .createObjectBuilder()
                .add("name", definition.name())
                .add("kind", definition.kind().name())
                .add("title", definition.title())
                .add("description", definition.description())
                .add("queue", definition.queue())
                .add("priority", definition.priority().name())
                .add("parameters", definition.parameters().document())
                .addAll(policy(definition.policy()))
                .add("problem", JsonDocument.text(definition.problem().orElse(null)))
                .build();
    }

    /** How its jobs are treated, by the names that an external definition has for it. */
    private static JsonObjectBuilder policy(JobPolicy policy) {
        return JsonDocument.provider()
                .createObjectBuilder()
                .add("start_timeout", duration(policy.startTimeout()))
                .add("timeout", duration(policy.timeout()))
                .add("total_timeout", duration(policy.totalTimeout()))
                .add("keep", duration(policy.keep()))
                .add("retry", policy.retry().toJson())
                .add(
                        "concurrency",
                        JsonDocument.orNull(policy.concurrency()
                                .map(DefinitionJson::concurrency)
                                .orElse(null)));
    }

    private static JsonValue duration(Optional<Duration> duration) {
        return JsonDocument.text((Object) duration.orElse(null));
    }

    private static JsonObject concurrency(ConcurrencyKey key) {
        return JsonDocument.provider()
                .createObjectBuilder()
                .add("key", key.key())
                .add("slots", key.slots())
                .build();
    }

    /** All of them, with the members of a page so that a client reads every list alike. */
    static JsonObject list(List<JobDefinition> definitions) {
        var items = JsonDocument.provider().createArrayBuilder();
        definitions.forEach(definition -> items.add(one(definition)));
        return JsonDocument.provider()
                .createObjectBuilder()
                .add("items", items)
                .addNull("next_page_token")
                .build();
    }
}
