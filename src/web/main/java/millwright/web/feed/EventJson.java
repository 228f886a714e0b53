package millwright.web.feed;

import static millwright.web.json.JsonDocument.instant;
import static millwright.web.json.JsonDocument.text;

import jakarta.json.JsonObject;
import millwright.event.FeedEvent;
import millwright.web.json.JsonDocument;

/** Writes events of the feed as the API sends them. */
final class EventJson {

    private EventJson() {}

    static JsonObject one(FeedEvent event) {
        return JsonDocument.provider()
                .createObjectBuilder()
                .add("job", text(event.job()))
                .add("state", event.state())
                .add("at", instant(event.at()))
                .add("definition", event.definition())
                .add("queue", event.queue())
                .add("submitter", event.submitter())
                .add("correlation_id", text(event.correlationId().orElse(null)))
                .build();
    }

    static JsonObject gap() {
        return JsonDocument.provider()
                .createObjectBuilder()
                .add("detail", "some of what happened since then is kept no longer: what follows comes after a gap")
                .build();
    }
}
