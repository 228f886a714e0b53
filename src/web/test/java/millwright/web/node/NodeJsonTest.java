package millwright.web.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import millwright.access.Scope;
import millwright.node.NodeStatus;
import org.junit.jupiter.api.Test;

/** Holds W38 and W103. */
class NodeJsonTest {

    private static final NodeStatus NODE = new NodeStatus(
            UUID.fromString("019abcde-0123-7456-89ab-cdef01234567"),
            "jobs-1",
            "0.1.0",
            NodeStatus.State.ALIVE,
            8,
            2,
            1,
            List.of("default", "mail"),
            true,
            List.of("slow"),
            Optional.of(new NodeStatus.Drain("anna", Instant.parse("2026-01-02T03:04:05Z"))),
            Instant.parse("2026-01-01T00:00:00Z"),
            Duration.ofMillis(1_234),
            Optional.empty());

    @Test
    void showsANodeWithWhatIsAskedOfIt() {
        assertEquals(
                "{\"incarnation\":\"019abcde-0123-7456-89ab-cdef01234567\",\"name\":\"jobs-1\",\"version\":\"0.1.0\","
                        + "\"state\":\"ALIVE\",\"workers\":8,\"running\":2,\"stuck\":1,\"queues\":[\"default\",\"mail\"],"
                        + "\"any_queue\":true,\"stopped_queues\":[\"slow\"],\"drain\":{\"by\":\"anna\","
                        + "\"at\":\"2026-01-02T03:04:05Z\"},\"started_at\":\"2026-01-01T00:00:00Z\","
                        + "\"last_beat\":\"PT1.234S\",\"ended_at\":null}",
                NodeJson.one(NODE, Scope.ALL).toString());
    }

    @Test
    void namesNoQueueOutsideTheScope() {
        var node = NodeJson.one(NODE, new Scope(Set.of("mail"), Set.of()));
        assertEquals("[\"mail\"]", node.getJsonArray("queues").toString());
        assertEquals("[]", node.getJsonArray("stopped_queues").toString());
    }
}
