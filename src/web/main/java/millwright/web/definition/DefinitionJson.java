package millwright.web.definition;

import jakarta.json.JsonObject;
import java.util.List;
import millwright.job.JobDefinition;
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
                .add("problem", JsonDocument.text(definition.problem().orElse(null)))
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
