package millwright.system;

import static millwright.system.DeskCalls.LONG;
import static millwright.system.DeskCalls.gated;
import static millwright.system.DeskCalls.get;
import static millwright.system.DeskCalls.ok;
import static millwright.system.DeskCalls.submitted;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a job has left behind, over HTTP: its log, its steps and attempts, and what was skipped. */
@ExtendWith(JobsServer.Shared.class)
class JobPartsApiIT {

    private final JobsServer server;
    private final Api api;

    JobPartsApiIT(JobsServer server) {
        this.server = server;
        this.api = server.api();
    }

    @Test
    void showsTheLogWholeInPartAndAsItIsWritten() throws IOException {
        Path gate = server.folder().resolve("log");
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

    private JsonArray lines(String path) {
        return ok(get(api, path)).getJsonArray("items");
    }
}
