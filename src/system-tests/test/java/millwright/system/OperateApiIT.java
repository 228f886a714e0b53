package millwright.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What operators do over HTTP: queues, nodes, statistics, definitions, clean-up; and who may do it. */
@ExtendWith(OperateServer.Shared.class)
class OperateApiIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    private final OperateServer server;
    private final Api api;

    OperateApiIT(OperateServer server) {
        this.server = server;
        this.api = server.api();
    }

    @Test
    void aPausedQueueSaysWhoAndWhyAndStartsNothing() {
        JsonObject paused = ok(api.post("/queues/default/pause", "{\"reason\":\"month end\"}"));
        assertEquals("month end", paused.getJsonObject("pause").getString("reason"));
        assertEquals("admin", paused.getJsonObject("pause").getString("by"));
        String id = api.submit("{}");
        Await.until("the queue counts it", SOON, () -> count("/queues/default", "QUEUED") == 1);
        assertEquals("QUEUED", api.job(id).getString("state"));
        assertFalse(ok(api.send(api.request("/queues/default/resume").POST(BodyPublishers.noBody())))
                .getBoolean("paused"));
        assertEquals("COMPLETED", api.awaitOver(id, SOON).getString("state"));
    }

    @Test
    void whatHasNotStartedInItsTimeExpiresAndADefinitionSaysHowLongThatIs() {
        put("/definitions/news", "{\"queue\":\"news\",\"start_timeout\":\"PT1H\"}");
        assertEquals("PT1H", ok(api.get("/definitions/news")).getString("start_timeout"));
        String patient = submitted(api, "news");
        JsonObject waits = api.job(patient);
        assertEquals(
                Instant.parse(waits.getString("created_at")).plus(Duration.ofHours(1)),
                Instant.parse(waits.getString("expires_at")));
        HttpResponse<String> hasty = api.post("/jobs", "{\"definition\":\"news\",\"start_timeout\":\"PT0.1S\"}");
        assertEquals(201, hasty.statusCode(), hasty::body);
        JsonObject expired = api.awaitOver(Api.json(hasty.body()).getString("id"), SOON);
        assertEquals("EXPIRED", expired.getString("state"));
        assertEquals("QUEUED", api.job(patient).getString("state"));
        HttpResponse<String> refused = api.post("/jobs", "{\"definition\":\"news\",\"start_timeout\":\"soon\"}");
        assertEquals(422, refused.statusCode(), refused::body);
        assertTrue(refused.body().contains("\"/start_timeout\""), refused::body);
        assertTrue(refused.body().contains("PT0.001S"), refused::body);
    }

    @Test
    void limitsAreSetTogetherAndRefusedByTheirNames() {
        JsonObject limited = ok(put(
                "/queues/slow/limits", "{\"weight\":3,\"max_running\":2,\"rate\":{\"jobs\":5,\"period\":\"PT1M\"}}"));
        assertEquals(3, limited.getInt("weight"));
        assertEquals("PT1M", limited.getJsonObject("rate").getString("period"));
        assertTrue(names(ok(api.get("/queues")), "name").contains("slow"));
        HttpResponse<String> refused = put("/queues/slow/limits", "{\"weight\":0,\"max_runing\":1}");
        assertEquals(422, refused.statusCode(), refused::body);
        assertTrue(refused.body().contains("nearest: 'max_running'"), refused::body);
        assertEquals(2, ok(api.get("/queues/slow")).getInt("max_running"));
        assertTrue(ok(put("/queues/slow/limits", "{}")).isNull("max_running"));
    }

    @Test
    void aDrainedNodeStartsNothingUntilItIsResumed() {
        String node =
                ok(api.get("/nodes")).getJsonArray("items").getJsonObject(0).getString("incarnation");
        JsonObject drained = ok(post("/nodes/" + node + "/drain"));
        assertEquals("admin", drained.getJsonObject("drain").getString("by"));
        String id = api.submit("{}");
        assertTrue(ok(post("/nodes/" + node + "/resume")).isNull("drain"));
        assertEquals("COMPLETED", api.awaitOver(id, SOON).getString("state"));
        JsonObject stopped = ok(post("/nodes/" + node + "/queues/default/stop"));
        assertEquals("[\"default\"]", stopped.getJsonArray("stopped_queues").toString());
        JsonObject started = ok(post("/nodes/" + node + "/queues/default/start"));
        assertEquals("[]", started.getJsonArray("stopped_queues").toString());
        assertEquals(404, post("/nodes/nobody/drain").statusCode());
        assertEquals(422, post("/nodes/" + node + "/queues/defualt/stop").statusCode());
    }

    @Test
    void statisticsCountNowAndTellHowJobsHaveGone() {
        assertEquals("COMPLETED", api.awaitOver(api.submit("{}"), SOON).getString("state"));
        JsonObject done = Await.value("the hour is counted", SOON, () -> java.util.Optional.of(
                        ok(api.get("/statistics?definition=operational-risk-capital")))
                .filter(statistics -> statistics.getJsonObject("by_queue").containsKey("default")));
        JsonObject performance = done.getJsonObject("by_definition").getJsonObject("operational-risk-capital");
        assertTrue(Duration.parse(performance.getString("p95")).toMillis() > 0, performance::toString);
        assertTrue(Duration.parse(performance.getString("mean_wait")).toMillis() >= 0, performance::toString);
        assertTrue(Double.parseDouble(performance.get("success_rate").toString()) > 0, performance::toString);
        JsonObject queue = ok(api.get("/queues/default/statistics"));
        assertTrue(queue.getJsonObject("by_definition").containsKey("operational-risk-capital"), queue::toString);
        assertEquals(400, api.get("/statistics?from=yesterday").statusCode());
    }

    @Test
    void definitionsOfWorkOutsideAreMadeChangedAndForgotten() {
        String document = "{\"title\":\"Labels\",\"queue\":\"print\",\"timeout\":\"PT5M\","
                + "\"parameters\":{\"type\":\"object\",\"properties\":{\"n\":{\"type\":\"integer\"}}}}";
        assertEquals(201, put("/definitions/labels", document).statusCode());
        assertEquals(200, put("/definitions/labels", document).statusCode());
        JsonObject shown = ok(api.get("/definitions/labels"));
        assertEquals("PT5M", shown.getString("timeout"));
        assertEquals("EXTERNAL", shown.getString("kind"));
        assertEquals(422, put("/definitions/labels", "{\"quue\":\"print\"}").statusCode());
        HttpResponse<String> own = put("/definitions/operational-risk-capital", "{}");
        assertEquals(409, own.statusCode(), own::body);
        assertTrue(own.body().contains("/problems/definition-fixed"), own::body);
        assertEquals(409, api.delete("/definitions/operational-risk-capital").statusCode());
        assertEquals(204, api.delete("/definitions/labels").statusCode());
        assertEquals(404, api.get("/definitions/labels").statusCode());
    }

    @Test
    void cleanUpCountsFirstAndThenRemovesWhatItCounted() {
        put("/definitions/rubbish", "{\"queue\":\"bin\"}");
        String id = submitted(api, "rubbish");
        assertEquals(200, api.delete("/jobs/" + id).statusCode());
        String request = "{\"older_than\":\"PT0S\",\"states\":[\"CANCELLED\"],\"queue\":\"bin\"";
        JsonObject counted = ok(api.post("/cleanup", request + ",\"dry_run\":true}"));
        assertEquals("1", counted.getString("jobs"));
        assertEquals(200, api.get("/jobs/" + id).statusCode());
        JsonObject removed = ok(api.post("/cleanup", request + "}"));
        assertEquals("1", removed.getJsonObject("by_state").getString("CANCELLED"));
        assertTrue(removed.getBoolean("complete"));
        assertEquals(404, api.get("/jobs/" + id).statusCode());
        assertEquals(422, api.post("/cleanup", "{\"states\":[\"RUNNING\"]}").statusCode());
    }

    @Test
    void aRoleAndAScopeHoldWhoeverHasThem() {
        put("/definitions/letters", "{\"queue\":\"letters\"}");
        submitted(api, "letters");
        Api viewer = server.as("vera", "VIEWER");
        assertEquals(200, viewer.get("/queues").statusCode());
        assertEquals(
                403, viewer.post("/queues/default/pause", "{\"reason\":\"x\"}").statusCode());
        assertEquals(403, viewer.post("/cleanup", "{\"older_than\":\"P1D\"}").statusCode());
        Api submitter = server.as("sam", "SUBMITTER");
        for (String path : List.of("/queues", "/nodes", "/statistics")) {
            assertEquals(403, submitter.get(path).statusCode(), path);
        }
        Api narrowed = server.as("olga", "OPERATOR", List.of("letters"), List.of());
        // what was submitted just now is counted within a second
        Await.until("the queue is listed", Duration.ofSeconds(30), () -> List.of("letters")
                .equals(names(ok(narrowed.get("/queues")), "name")));
        assertEquals(404, narrowed.get("/queues/default").statusCode());
        assertEquals(
                404,
                narrowed.post("/queues/default/pause", "{\"reason\":\"x\"}").statusCode());
        assertEquals(
                200,
                narrowed.post("/queues/letters/pause", "{\"reason\":\"x\"}").statusCode());
        assertEquals(403, narrowed.post("/nodes/any/drain", "").statusCode());
        JsonObject statistics = ok(narrowed.get("/statistics"));
        assertEquals(
                List.of("letters"),
                statistics.getJsonArray("counts").getValuesAs(JsonObject.class).stream()
                        .map(count -> count.getString("queue"))
                        .distinct()
                        .toList());
    }

    private String submitted(Api as, String definition) {
        HttpResponse<String> response = as.post("/jobs", "{\"definition\":\"" + definition + "\"}");
        assertEquals(201, response.statusCode(), response::body);
        return Api.json(response.body()).getString("id");
    }

    private long count(String path, String state) {
        JsonObject counts = ok(api.get(path)).getJsonObject("counts");
        return Long.parseLong(counts.getString(state, "0"));
    }

    private HttpResponse<String> put(String path, String body) {
        return api.send(
                api.request(path).header("Content-Type", "application/json").PUT(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> post(String path) {
        return api.send(api.request(path).POST(BodyPublishers.noBody()));
    }

    private static JsonObject ok(HttpResponse<String> response) {
        assertEquals(200, response.statusCode(), response::body);
        return Api.json(response.body());
    }

    private static List<String> names(JsonObject list, String member) {
        return list.getJsonArray("items").getValuesAs(JsonObject.class).stream()
                .map(item -> ((JsonString) item.get(member)).getString())
                .toList();
    }
}
