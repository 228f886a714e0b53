package millwright.system;

import static millwright.system.DeskCalls.LONG;
import static millwright.system.DeskCalls.echo;
import static millwright.system.DeskCalls.gated;
import static millwright.system.DeskCalls.get;
import static millwright.system.DeskCalls.header;
import static millwright.system.DeskCalls.ok;
import static millwright.system.DeskCalls.send;
import static millwright.system.DeskCalls.submitted;
import static millwright.system.DeskCalls.type;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Jobs over HTTP: submitted once, and waited for. */
@ExtendWith(JobsServer.Shared.class)
class SubmitApiIT {

    private final JobsServer server;
    private final Api api;
    private final Api anna;

    SubmitApiIT(JobsServer server) {
        this.server = server;
        this.api = server.api();
        this.anna = server.anna();
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
        HttpResponse<String> late = send(api, "/jobs", gated(server.folder().resolve("never")), "Prefer", "wait=1");
        assertEquals(202, late.statusCode(), late::body);
        assertEquals("1", header(late, "Retry-After"));
        String id = Api.json(late.body()).getString("id");
        assertTrue(header(late, "Location").endsWith("/api/v1/jobs/" + id));
        assertEquals(202, api.delete("/jobs/" + id).statusCode());
    }

    @Test
    void tellsAPollOfAChangeAndOfTheEnd() throws IOException {
        Path gate = server.folder().resolve("poll");
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
}
