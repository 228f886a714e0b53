package millwright.web.node;

import static millwright.web.json.JsonDocument.instant;
import static millwright.web.json.JsonDocument.text;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import millwright.access.Scope;
import millwright.node.NodeStatus;
import millwright.web.json.JsonDocument;

/** Writes nodes as the API shows them. */
final class NodeJson {

    private NodeJson() {}

    /** @param scope whose queues alone are named */
    static JsonObject one(NodeStatus node, Scope scope) {
        return JsonDocument.provider()
                .createObjectBuilder()
                .add("incarnation", text(node.incarnation()))
                .add("name", node.name())
                .add("version", node.version())
                .add("state", node.state().name())
                .add("workers", node.workers())
                .add("running", node.running())
                .add("stuck", node.stuck())
                .add("queues", names(node.queues(), scope))
                .add("any_queue", node.anyQueue())
                .add("stopped_queues", names(node.stoppedQueues(), scope))
                .add("drain", node.drain().map(NodeJson::drain).orElse(JsonValue.NULL))
                .add("started_at", instant(node.startedAt()))
                .add("last_beat", node.lastBeat().toString())
                .add("ended_at", instant(node.endedAt().orElse(null)))
                .build();
    }

    /** What somebody has set of it, for the record: which node, as a name may be another's by then. */
    static JsonObject settings(NodeStatus node) {
        return JsonDocument.provider()
                .createObjectBuilder()
                .add("incarnation", text(node.incarnation()))
                .add("name", node.name())
                .add("state", node.state().name())
                .add("drain", node.drain().map(NodeJson::drain).orElse(JsonValue.NULL))
                .add("stopped_queues", names(node.stoppedQueues(), Scope.ALL))
                .build();
    }

    private static JsonValue drain(NodeStatus.Drain drain) {
        return JsonDocument.provider()
                .createObjectBuilder()
                .add("by", drain.by())
                .add("at", instant(drain.at()))
                .build();
    }

    private static JsonArray names(List<String> queues, Scope scope) {
        var names = JsonDocument.provider().createArrayBuilder();
        queues.stream().filter(scope::coversQueue).forEach(names::add);
        return names.build();
    }

    /** All of them, with the members of a page so that a client reads every list alike. */
    static JsonObject list(List<NodeStatus> nodes, Scope scope) {
        var items = JsonDocument.provider().createArrayBuilder();
        nodes.forEach(node -> items.add(one(node, scope)));
        return JsonDocument.provider()
                .createObjectBuilder()
                .add("items", items)
                .addNull("next_page_token")
                .build();
    }
}
