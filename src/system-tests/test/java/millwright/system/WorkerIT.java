package millwright.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Workers outside: the one of the samples, which is in Python, and what any other would find. */
@ExtendWith(OperateServer.Shared.class)
class WorkerIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Path SAMPLE =
            Path.of("..", "samples", "workers", "worker.py").toAbsolutePath();

    private final OperateServer server;
    private final Api api;

    WorkerIT(OperateServer server) {
        this.server = server;
        this.api = server.api();
    }

    @Test
    void theWorkerInPythonDoesTheJobsOfItsQueue() throws SQLException, IOException {
        assumePython();
        define("count-words", "texts");
        String three = submit("count-words", "{\"text\":\"one two three\"}");
        String broken = submit("count-words", "{}");
        Map<String, String> environment =
                Map.of("MILLWRIGHT_URL", api.address("/api/v1"), "MILLWRIGHT_TOKEN", api.token());
        try (Millwright worker = Millwright.start(
                server.folder(),
                environment,
                List.of("python3", SAMPLE.normalize().toString(), "texts"))) {
            JsonObject done = api.awaitOver(three, SOON);
            assertEquals("COMPLETED", done.getString("state"), worker::output);
            assertEquals(3, done.getJsonObject("result").getInt("words"));
            assertEquals("3 words", logged(three));
            JsonObject failed = api.awaitOver(broken, SOON);
            assertEquals("FAILED", failed.getString("state"), worker::output);
            assertEquals("KeyError('text')", failed.getJsonObject("error").getString("message"));
            String later = submit("count-words", "{\"text\":\"one\"}");
            assertEquals("COMPLETED", api.awaitOver(later, SOON).getString("state"), worker::output);
        }
    }

    /** Where there is no Python the test is skipped and says so; in CI that is a failure. */
    private static void assumePython() {
        try {
            assertEquals(0, new ProcessBuilder("python3", "--version").start().waitFor());
        } catch (IOException e) {
            String missing = "no python3: the sample worker is not tested without";
            if ("true".equals(System.getenv("CI"))) {
                throw new AssertionError(missing, e);
            }
            Assumptions.abort(missing);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    @Test
    void aStaleLeaseIsRefusedAndChangesNothing() {
        define("stale", "stale");
        String id = submit("stale", "{}");
        String first = claimed("stale").getString("lease_token");
        assertEquals("RECORDED", ok(say(id, "release", first, "")).getString("receipt"));
        JsonObject second = claimed("stale");
        assertEquals(id, second.getString("id"));
        assertEquals(
                "RELEASED",
                second.getJsonArray("earlier_attempts").getJsonObject(0).getString("outcome"));
        for (Map.Entry<String, String> late : Map.of(
                        "heartbeat", "",
                        "progress", ",\"fraction\":0.9",
                        "log", ",\"lines\":[{\"message\":\"late\"}]",
                        "complete", ",\"result\":1",
                        "fail", ",\"error\":{\"code\":\"X\",\"category\":\"PERMANENT\"}")
                .entrySet()) {
            HttpResponse<String> refused = say(id, late.getKey(), first, late.getValue());
            assertEquals(409, refused.statusCode(), late.getKey());
            assertTrue(refused.body().contains("/problems/lease-lost"), refused::body);
        }
        assertEquals("RUNNING", api.job(id).getString("state"));
        String token = second.getString("lease_token");
        assertEquals(false, ok(say(id, "progress", token, ",\"fraction\":0.5")).getBoolean("cancel_requested"));
        assertEquals(
                204,
                say(id, "log", token, ",\"lines\":[{\"message\":\"half\"}]").statusCode());
        assertEquals(
                "RECORDED",
                ok(say(id, "complete", token, ",\"result\":{\"n\":1}")).getString("receipt"));
        assertEquals("ALREADY_RECORDED", ok(say(id, "complete", token, "")).getString("receipt"));
        assertEquals("COMPLETED", api.job(id).getString("state"));
        assertEquals("half", uncheckedLogged(id));
        assertEquals(
                404, say(UUID.randomUUID().toString(), "heartbeat", token, "").statusCode());
        assertEquals(404, say("no-id", "heartbeat", token, "").statusCode());
        assertEquals(422, say(id, "heartbeat", "no-token", "").statusCode());
    }

    @Test
    void aCancelReachesTheWorkerWithItsHeartbeat() {
        define("cancelled", "cancelled");
        String id = submit("cancelled", "{}");
        String token = claimed("cancelled").getString("lease_token");
        assertEquals(202, api.delete("/jobs/" + id).statusCode());
        assertEquals(true, ok(say(id, "heartbeat", token, "")).getBoolean("cancel_requested"));
        assertEquals("RECORDED", ok(say(id, "release", token, "")).getString("receipt"));
        assertEquals("CANCELLED", api.job(id).getString("state"));
    }

    @Test
    void workersThatWaitGetAJobEachAndKeepNobodyElseWaiting() throws Exception {
        define("patient", "patient");
        assertEquals(
                0,
                ok(claim(api, "patient", ",\"wait\":\"PT0.5S\""))
                        .getJsonArray("items")
                        .size());
        List<CompletableFuture<HttpResponse<String>>> claims = IntStream.range(0, 100)
                .mapToObj(i -> api.sendAsync(api.request("/queues/patient/claim")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"worker\":\"w" + i + "\",\"wait\":\"PT60S\"}"))))
                .toList();
        Set<String> submitted = new HashSet<>();
        for (int i = 0; i < claims.size(); i++) {
            submitted.add(submit("patient", "{}"));
        }
        Set<String> given = new HashSet<>();
        for (CompletableFuture<HttpResponse<String>> claim : claims) {
            JsonObject work =
                    ok(claim.get(90, TimeUnit.SECONDS)).getJsonArray("items").getJsonObject(0);
            given.add(work.getString("id"));
            ok(say(work.getString("id"), "complete", work.getString("lease_token"), ""));
        }
        assertEquals(submitted, given);
    }

    @Test
    void aCallerDoesAJobOfItsOwn() {
        define("own", "own");
        HttpResponse<String> begun = api.post("/leases", "{\"definition\":\"own\",\"worker\":\"me\"}");
        assertEquals(201, begun.statusCode(), begun::body);
        JsonObject work = Api.json(begun.body());
        String id = work.getString("id");
        assertTrue(begun.headers().firstValue("Location").orElse("").endsWith("/api/v1/jobs/" + id));
        HttpResponse<String> kept = say(id, "release", work.getString("lease_token"), "");
        assertTrue(kept.body().contains("/problems/not-releasable"), kept::body);
        ok(say(id, "complete", work.getString("lease_token"), ""));
        assertEquals("COMPLETED", api.job(id).getString("state"));
    }

    @Test
    void aTokenWorksWithinItsScopeAlone() {
        define("inside", "inside");
        define("outside", "outside");
        submit("inside", "{}");
        String other = submit("outside", "{}");
        Api narrowed = server.as("walter", "OPERATOR", List.of("inside"), List.of("inside"));
        assertEquals(404, claim(narrowed, "outside", "").statusCode());
        assertEquals(
                403, claim(narrowed, "inside", ",\"definitions\":[\"outside\"]").statusCode());
        assertEquals(1, ok(claim(narrowed, "inside", "")).getJsonArray("items").size());
        String token = claimed("outside").getString("lease_token");
        assertEquals(
                404,
                narrowed.post("/leases/" + other + "/heartbeat", "{\"lease_token\":\"" + token + "\"}")
                        .statusCode());
        assertEquals(403, claim(server.as("susi", "SUBMITTER"), "inside", "").statusCode());
    }

    private void define(String definition, String queue) {
        HttpResponse<String> response = api.send(api.request("/definitions/" + definition)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"queue\":\"" + queue + "\"}")));
        assertTrue(response.statusCode() / 100 == 2, response::body);
    }

    private String submit(String definition, String parameters) {
        HttpResponse<String> response =
                api.post("/jobs", "{\"definition\":\"" + definition + "\",\"parameters\":" + parameters + "}");
        assertEquals(201, response.statusCode(), response::body);
        return Api.json(response.body()).getString("id");
    }

    private static HttpResponse<String> claim(Api as, String queue, String more) {
        return as.post("/queues/" + queue + "/claim", "{\"worker\":\"test\"" + more + "}");
    }

    private JsonObject claimed(String queue) {
        return ok(claim(api, queue, ",\"wait\":\"PT20S\""))
                .getJsonArray("items")
                .getJsonObject(0);
    }

    private HttpResponse<String> say(String id, String what, String token, String more) {
        return api.post("/leases/" + id + "/" + what, "{\"lease_token\":\"" + token + "\"" + more + "}");
    }

    private static JsonObject ok(HttpResponse<String> response) {
        assertEquals(200, response.statusCode(), response::body);
        return Api.json(response.body());
    }

    private String logged(String id) throws SQLException, IOException {
        try (Connection connection = server.connect();
                PreparedStatement lines = connection.prepareStatement(
                        "SELECT string_agg(message, ' | ' ORDER BY seq) FROM millwright.job_log WHERE job_id = ?")) {
            lines.setObject(1, UUID.fromString(id));
            try (ResultSet row = lines.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    private String uncheckedLogged(String id) {
        try {
            return logged(id);
        } catch (SQLException | IOException e) {
            throw new AssertionError(e);
        }
    }
}
