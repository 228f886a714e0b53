package millwright.system;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs over HTTP, of one running server: submitted once, waited for, looked into, acted on, and hidden from others. */
class JobsApiIT {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String NOBODYS = "01890a5d-ac96-774b-bcce-b302099a8057";

    @TempDir
    private static Path folder;

    private static Millwright server;
    private static Api api;
    private static Api anna;

    @BeforeAll
    static void start() throws Exception {
        Path data = folder.resolve("data");
        int port = Millwright.freePort();
        Path jar = DeskJobs.jar(folder);
        server =
                Millwright.run(folder, Map.of(), "serve", "--port", "" + port, "--data", "" + data, "--jobs", "" + jar);
        api = new Api(port, data).awaitReady(server);
        try (LossTable database = LossTable.embedded(data)) {
            anna = Callers.make(database, "anna", "SUBMITTER", api.address(""), folder);
        }
    }

    @AfterAll
    static void stop() {
        server.signal("TERM");
        assertEquals(0, server.exitCode(), server::output);
    }

    private static String echo(String more) {
        return "{\"definition\":\"echo\",\"parameters\":{\"text\":\"hello\"}" + more + "}";
    }

    private static String gated(Path gate) {
        return "{\"definition\":\"gated\",\"parameters\":{\"file\":\"" + gate + "\"}}";
    }

    private static HttpResponse<String> send(Api caller, String path, String body, String... headers) {
        HttpRequest.Builder request = caller.request(path).header("Content-Type", "application/json");
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return caller.send(body == null ? request.GET() : request.POST(BodyPublishers.ofString(body)));
    }

    private static HttpResponse<String> get(Api caller, String path, String... headers) {
        return send(caller, path, null, headers);
    }

    private static JsonObject submitted(Api caller, String body) {
        HttpResponse<String> response = send(caller, "/jobs", body);
        assertEquals(201, response.statusCode(), response::body);
        return Api.json(response.body());
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("none");
    }

    private static JsonObject ok(HttpResponse<String> response) {
        assertEquals(200, response.statusCode(), response::body);
        return Api.json(response.body());
    }

    private static String type(HttpResponse<String> response) {
        return response.statusCode() + " " + Api.json(response.body()).getString("type");
    }

    @Test
    void waitsForTheEndOfAJobWhenAsked() {
        HttpResponse<String> sync = send(api, "/jobs", echo(",\"mode\":\"sync\""));
        assertEquals("hello", ok(sync).getString("result"));
        HttpResponse<String> preferred = send(api, "/jobs", echo(""), "Prefer", "wait=30");
        assertEquals("COMPLETED", ok(preferred).getString("state"));
        assertEquals("wait=30", header(preferred, "Preference-Applied"));
        HttpResponse<String> later = send(api, "/jobs", echo(""), "Prefer", "respond-async");
        assertEquals(202, later.statusCode());
        assertEquals("respond-async", header(later, "Preference-Applied"));
        HttpResponse<String> late = send(api, "/jobs", gated(folder.resolve("never")), "Prefer", "wait=1");
        assertEquals(202, late.statusCode(), late::body);
        assertEquals("1", header(late, "Retry-After"));
        String id = Api.json(late.body()).getString("id");
        assertTrue(header(late, "Location").endsWith("/api/v1/jobs/" + id));
        assertEquals(202, api.delete("/jobs/" + id).statusCode());
    }

    @Test
    void tellsAPollOfAChangeAndOfTheEnd() throws IOException {
        Path gate = folder.resolve("poll");
        String id = submitted(api, gated(gate)).getString("id");
        Await.until("it runs", LONG, () -> !api.job(id).isNull("started_at"));
        HttpResponse<String> first = get(api, "/jobs/" + id);
        String tag = header(first, "ETag");
        assertEquals(304, get(api, "/jobs/" + id, "If-None-Match", tag).statusCode());
        HttpResponse<String> same = get(api, "/jobs/" + id, "If-None-Match", tag, "Prefer", "wait=1");
        assertEquals(304, same.statusCode());
        assertEquals("wait=1", header(same, "Preference-Applied"));
        assertEquals(
                200,
                get(api, "/jobs/" + id, "If-None-Match", "\"other\"", "Prefer", "wait=30")
                        .statusCode());
        var changed =
                CompletableFuture.supplyAsync(() -> get(api, "/jobs/" + id, "If-None-Match", tag, "Prefer", "wait=30"));
        var ended = CompletableFuture.supplyAsync(() -> get(api, "/jobs/" + id, "Prefer", "wait=30"));
        Files.createFile(gate);
        assertFalse(header(changed.join(), "ETag").equals(tag));
        assertEquals("COMPLETED", ok(ended.join()).getString("state"));
        assertEquals("COMPLETED", ok(get(api, "/jobs/" + id + "/status")).getString("state"));
    }

    @Test
    void fiftyRequestsUnderOneKeyAreOneJob() throws Exception {
        ExecutorService crowd = Executors.newFixedThreadPool(50);
        List<java.util.concurrent.Callable<HttpResponse<String>>> requests = IntStream.range(0, 50)
                .<java.util.concurrent.Callable<HttpResponse<String>>>mapToObj(
                        i -> () -> send(api, "/jobs", echo(",\"tags\":[\"crowd\"]"), "Idempotency-Key", "crowd"))
                .toList();
        List<HttpResponse<String>> answers = new ArrayList<>();
        for (var answer : crowd.invokeAll(requests)) {
            answers.add(answer.get());
        }
        crowd.shutdown();
        Set<String> locations =
                answers.stream().map(answer -> header(answer, "Location")).collect(Collectors.toSet());
        assertEquals(1, locations.size(), locations::toString);
        assertTrue(answers.stream().allMatch(answer -> answer.statusCode() == 201));
        assertEquals(
                49,
                answers.stream()
                        .filter(answer -> header(answer, "Idempotency-Replayed").equals("true"))
                        .count());
        HttpResponse<String> other = send(api, "/jobs", echo(""), "Idempotency-Key", "crowd");
        assertEquals("422 /problems/idempotency-key-reused", type(other));
        assertEquals(
                201, send(anna, "/jobs", echo(""), "Idempotency-Key", "crowd").statusCode(), "a key of hers");
    }

    @Test
    void aReplayWaitsAgainAndARefusalIsForgotten() {
        HttpResponse<String> refused = send(api, "/jobs", echo(",\"x\":1"), "Idempotency-Key", "again");
        assertEquals(422, refused.statusCode());
        String body = echo(",\"mode\":\"sync\"");
        HttpResponse<String> first = send(api, "/jobs", body, "Idempotency-Key", "again");
        HttpResponse<String> replay = send(api, "/jobs", body, "Idempotency-Key", "again");
        assertEquals("none", header(first, "Idempotency-Replayed"));
        assertEquals("true", header(replay, "Idempotency-Replayed"));
        assertEquals(header(first, "Location"), header(replay, "Location"));
        assertEquals("hello", ok(replay).getString("result"));
        assertEquals(
                "400 /problems/malformed-request",
                type(send(api, "/jobs", echo(""), "Idempotency-Key", "k".repeat(201))));
    }

    @Test
    void answersForEachJobOfABulkAndForEachActedOn() {
        String bulk =
                """
                {"jobs": [{"name": "first", "definition": "echo", "parameters": {"text": "a"}, "delay": "PT1H"},
                          {"definition": "eco"},
                          {"definition": "echo", "parameters": {"text": "b"}, "depends_on": [{"name": "first"}]}]}
                """;
        HttpResponse<String> response = send(api, "/jobs/bulk", bulk, "Idempotency-Key", "bulk");
        JsonObject result = ok(response);
        assertEquals(2, result.getInt("accepted"), result::toString);
        JsonArray items = result.getJsonArray("items");
        assertEquals(
                "/definition",
                items.getJsonObject(1).getJsonArray("errors").getJsonObject(0).getString("pointer"));
        assertEquals(result, ok(send(api, "/jobs/bulk", bulk, "Idempotency-Key", "bulk")), "a replay");
        assertEquals(
                422,
                send(api, "/jobs/bulk", bulk.replace("{\"jobs\"", "{\"atomic\":true,\"jobs\""))
                        .statusCode());
        String first = items.getJsonObject(0).getString("id");
        String second = items.getJsonObject(2).getString("id");
        String ids = "\"ids\":[\"" + first + "\",\"" + NOBODYS + "\",\"" + second + "\"]";
        JsonObject moved =
                ok(send(api, "/jobs/actions", "{\"action\":\"reprioritise\",\"priority\":\"HIGH\"," + ids + "}"));
        assertEquals(2, moved.getInt("done"), moved::toString);
        assertEquals("HIGH", api.job(second).getString("priority"));
        JsonObject cancelled = ok(send(api, "/jobs/actions", "{\"action\":\"cancel\"," + ids + "}"));
        assertEquals(
                "no job has this id",
                cancelled.getJsonArray("items").getJsonObject(1).getString("problem"));
        assertEquals("CANCELLED", api.job(first).getString("state"));
        JsonObject again = ok(send(api, "/jobs/actions", "{\"action\":\"retry\"," + ids + "}"));
        assertEquals(2, again.getInt("done"), again::toString);
        assertEquals(
                403,
                send(anna, "/jobs/actions", "{\"action\":\"cancel\"," + ids + "}")
                        .statusCode());
    }

    @Test
    void showsNothingOfOthersJobs() {
        String others = submitted(api, echo(",\"unique_key\":\"mine\",\"delay\":\"PT1H\""))
                .getString("id");
        assertAll(Stream.of(
                        "",
                        "/status",
                        "/result",
                        "/attempts",
                        "/steps",
                        "/log",
                        "/events",
                        "/lineage",
                        "/skipped-items")
                .map(part -> () -> assertEquals(
                        get(anna, "/jobs/" + NOBODYS + part).body().replace(NOBODYS, others),
                        get(anna, "/jobs/" + others + part).body())));
        assertAll(Stream.of("cancel", "stop", "restart", "retry", "redrive", "discard", "run-now")
                .map(action -> () -> assertEquals(
                        404, send(anna, "/jobs/" + others + "/" + action, "{}").statusCode(), action)));
        for (String related : List.of(",\"depends_on\":[{\"id\":\"%s\"}]", ",\"parent\":\"%s\"")) {
            HttpResponse<String> hidden = send(anna, "/jobs", echo(related.formatted(others)));
            assertEquals(422, hidden.statusCode());
            assertEquals(
                    send(anna, "/jobs", echo(related.formatted(NOBODYS))).body().replace(NOBODYS, others),
                    hidden.body());
        }
        HttpResponse<String> taken = send(anna, "/jobs", echo(",\"unique_key\":\"mine\""), "Idempotency-Key", "taken");
        assertEquals("409 /problems/unique-key-taken", type(taken));
        assertFalse(taken.body().contains(others), taken::body);
        assertEquals(200, api.delete("/jobs/" + others).statusCode());
        HttpResponse<String> free = send(anna, "/jobs", echo(",\"unique_key\":\"mine\""), "Idempotency-Key", "taken");
        assertEquals(201, free.statusCode(), "the refusal was not kept");
    }

    @Test
    void showsTheLogWholeInPartAndAsItIsWritten() throws IOException {
        Path gate = folder.resolve("log");
        String id = submitted(api, gated(gate)).getString("id");
        String log = "/jobs/" + id + "/log";
        Await.until("it logs", LONG, () -> !lines(log).isEmpty());
        JsonObject closed = lines(log).getJsonObject(0);
        assertEquals("closed", closed.getString("message"));
        var followed = CompletableFuture.supplyAsync(() -> get(api, log, "Accept", "text/event-stream"));
        var resumed = CompletableFuture.supplyAsync(
                () -> get(api, log, "Accept", "text/event-stream", "Last-Event-ID", closed.getString("seq")));
        Files.createFile(gate);
        String events = followed.join().body();
        assertTrue(events.contains("\"message\":\"closed\"") && events.contains("\"message\":\"open\""), events);
        assertTrue(events.strip().endsWith("data: {\"state\":\"COMPLETED\"}"), events);
        assertFalse(resumed.join().body().contains("\"closed\""), "seen before");
        assertTrue(resumed.join().body().contains("\"open\""));
        assertEquals("open", lines(log + "?tail=1").getJsonObject(0).getString("message"));
        assertEquals(1, lines(log + "?level=ERROR").size());
        assertEquals(1, lines(log + "?after=" + closed.getString("seq")).size());
        String plain = get(api, log, "Accept", "text/plain").body();
        assertTrue(plain.contains("ERROR [attempt 1] desk.Gate: open\n"), plain);
        assertEquals(400, get(api, log + "?tail=0").statusCode());
    }

    private static JsonArray lines(String path) {
        return ok(get(api, path)).getJsonArray("items");
    }

    @Test
    void actsOnAJobAsItsStateAllows() {
        String waiting = submitted(api, echo(",\"delay\":\"PT1H\"")).getString("id");
        assertEquals(
                "HIGH",
                ok(send(api, "/jobs/" + waiting + "/reprioritise", "{\"priority\":\"HIGH\"}"))
                        .getString("priority"));
        ok(send(api, "/jobs/" + waiting + "/run-now", "{}"));
        assertEquals("COMPLETED", api.awaitOver(waiting, LONG).getString("state"));
        assertEquals("409 /problems/job-state-conflict", type(send(api, "/jobs/" + waiting + "/run-now", "{}")));
        String failed = submitted(api, "{\"definition\":\"fussy\",\"parameters\":{\"fixed\":false}}")
                .getString("id");
        assertEquals("FAILED", api.awaitOver(failed, LONG).getString("state"));
        HttpResponse<String> unfit = send(api, "/jobs/" + failed + "/redrive", "{\"parameters\":{\"fixed\":7}}");
        assertEquals(422, unfit.statusCode(), unfit::body);
        HttpResponse<String> redriven = send(api, "/jobs/" + failed + "/redrive", "{\"parameters\":{\"fixed\":true}}");
        assertEquals(201, redriven.statusCode(), redriven::body);
        String anew = Api.json(redriven.body()).getString("id");
        assertEquals("well", api.awaitOver(anew, LONG).getString("result"));
        assertEquals("409 /problems/job-state-conflict", type(send(api, "/jobs/" + failed + "/discard", "{}")));
        JsonObject graph = ok(get(api, "/jobs/" + failed + "/lineage"));
        assertEquals("REDRIVE", graph.getJsonArray("edges").getJsonObject(0).getString("kind"), graph::toString);
        JsonArray events = ok(get(api, "/jobs/" + failed + "/events")).getJsonArray("items");
        assertEquals("REDRIVEN", events.getJsonObject(events.size() - 1).getString("name"));
        assertEquals(200, send(api, "/jobs/" + anew + "/retry", "").statusCode());
        assertEquals(
                422, send(api, "/jobs/" + anew + "/retry", "{\"casade\":true}").statusCode());
    }

    @Test
    void showsStepsAttemptsAndWhatWasSkipped() {
        String id = api.submit("{\"file\":\"hostile-strikes.csv\"}");
        api.awaitOver(id, LONG);
        JsonArray steps = ok(get(api, "/jobs/" + id + "/steps")).getJsonArray("items");
        assertEquals("import", steps.getJsonObject(0).getString("name"));
        assertTrue(steps.getJsonObject(0).containsKey("partitions"));
        assertEquals(
                1,
                ok(get(api, "/jobs/" + id + "/attempts")).getJsonArray("items").size());
        String skipped = "/jobs/" + id + "/skipped-items";
        JsonArray all = ok(get(api, skipped)).getJsonArray("items");
        List<JsonObject> paged = new ArrayList<>();
        String token = "";
        do {
            JsonObject page = ok(get(api, skipped + "?limit=4" + (token.isEmpty() ? "" : "&page_token=" + token)));
            paged.addAll(page.getJsonArray("items").getValuesAs(JsonObject.class));
            token = page.getString("next_page_token", "");
        } while (!token.isEmpty());
        assertEquals(all, paged);
        HttpResponse<String> csv = get(api, skipped, "Accept", "text/csv");
        assertTrue(csv.body().startsWith("step,partition,position,phase,kind,reason,item\r\n"), csv::body);
        assertEquals(
                all.size(),
                get(api, skipped, "Accept", "application/x-ndjson")
                        .body()
                        .lines()
                        .count());
    }
}
