package millwright.web.job;

import static millwright.web.json.JsonDocument.instant;
import static millwright.web.json.JsonDocument.text;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import millwright.job.Lineage;
import millwright.web.json.JsonDocument;

/** Writes how jobs come from one another, as a graph: an edge leads from the earlier job to the later. */
final class LineageJson {

    private LineageJson() {}

    static JsonObject graph(Lineage lineage) {
        Set<UUID> known = lineage.jobs().stream().map(Lineage.Link::id).collect(Collectors.toSet());
        var nodes = JsonDocument.provider().createArrayBuilder();
        var edges = JsonDocument.provider().createArrayBuilder();
        for (Lineage.Link job : lineage.jobs()) {
            nodes.add(JsonDocument.provider()
                    .createObjectBuilder()
                    .add("id", text(job.id()))
                    .add("definition", job.definition())
                    .add("state", job.state().name())
                    .add("created_at", instant(job.createdAt())));
            edge(edges, known, job.parent(), job.id(), "PARENT");
            edge(edges, known, job.retryOf(), job.id(), "RETRY");
            edge(edges, known, job.redrivenFrom(), job.id(), "REDRIVE");
        }
        lineage.waits().forEach(wait -> edge(edges, known, wait.parent(), wait.child(), "DEPENDENCY"));
        return JsonDocument.provider()
                .createObjectBuilder()
                .add("nodes", nodes)
                .add("edges", edges)
                .add("complete", lineage.complete())
                .build();
    }

    // a job that is kept no longer, or not seen, is no node: no edge names it
    private static void edge(JsonArrayBuilder edges, Set<UUID> known, UUID from, UUID to, String kind) {
        if (from != null && known.contains(from) && known.contains(to)) {
            edges.add(JsonDocument.provider()
                    .createObjectBuilder()
                    .add("from", text(from))
                    .add("to", text(to))
                    .add("kind", kind));
        }
    }
}
