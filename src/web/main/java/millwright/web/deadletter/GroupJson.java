package millwright.web.deadletter;

import static millwright.web.json.JsonDocument.instant;
import static millwright.web.json.JsonDocument.integer;
import static millwright.web.json.JsonDocument.text;

import jakarta.json.JsonObject;
import java.util.List;
import millwright.job.Resolution;
import millwright.search.DeadLetterGroup;
import millwright.web.json.JsonDocument;

/** Writes groups of dead letters, and what became of their members. */
final class GroupJson {

    private GroupJson() {}

    /** @param groups one more than the page has, where there is another page */
    static JsonObject page(List<DeadLetterGroup> groups, GroupsRequest request) {
        var items = JsonDocument.provider().createArrayBuilder();
        groups.stream().limit(request.limit()).forEach(group -> items.add(one(group)));
        return JsonDocument.provider()
                .createObjectBuilder()
                .add("items", items)
                .add("next_page_token", text(groups.size() > request.limit() ? request.nextToken() : null))
                .build();
    }

    static JsonObject one(DeadLetterGroup group) {
        return JsonDocument.provider()
                .createObjectBuilder()
                .add("key", group.id())
                .add("definition", group.definition())
                .add("error_code", group.code())
                .add("exception", text(group.exception().orElse(null)))
                .add("frame", text(group.frame().orElse(null)))
                .add("message", group.message())
                .add("count", integer(group.count()))
                .add("first_seen_at", instant(group.firstSeen()))
                .add("last_seen_at", instant(group.lastSeen()))
                .add("trend", JsonDocument.provider().createArrayBuilder(group.trend()))
                .add("sample_job", text(group.last()))
                .build();
    }

    /** What the group has in common and how many it holds, for the record. */
    static JsonObject counted(DeadLetterGroup group) {
        return JsonDocument.provider()
                .createObjectBuilder(counted(group.count()))
                .add("definition", group.definition())
                .add("error_code", group.code())
                .build();
    }

    static JsonObject counted(long count) {
        return JsonDocument.provider()
                .createObjectBuilder()
                .add("count", integer(count))
                .build();
    }

    static JsonObject result(List<Resolution> resolutions, long remaining) {
        var items = JsonDocument.provider().createArrayBuilder();
        resolutions.forEach(resolution -> items.add(JsonDocument.provider()
                .createObjectBuilder()
                .add("id", text(resolution.id()))
                .add("done", resolution.done())
                .add("job", text(resolution.job().orElse(null)))
                .add("dependents", resolution.dependents())
                .add("problem", text(resolution.problem().orElse(null)))));
        long done = resolutions.stream().filter(Resolution::done).count();
        return JsonDocument.provider()
                .createObjectBuilder()
                .add("items", items)
                .add("done", done)
                .add("refused", resolutions.size() - done)
                .add("remaining", integer(remaining))
                .build();
    }
}
