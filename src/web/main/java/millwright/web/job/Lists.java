package millwright.web.job;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import millwright.web.json.JsonDocument;

/** Lists that are never long, with the members of a page so that a client reads every list alike. */
final class Lists {

    private Lists() {}

    static JsonObject of(JsonArray items) {
        return JsonDocument.provider()
                .createObjectBuilder()
                .add("items", items)
                .addNull("next_page_token")
                .build();
    }
}
