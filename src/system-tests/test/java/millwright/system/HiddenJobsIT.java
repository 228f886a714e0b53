package millwright.system;

import static millwright.system.DeskCalls.LONG;
import static millwright.system.DeskCalls.NOBODYS;
import static millwright.system.DeskCalls.echo;
import static millwright.system.DeskCalls.get;
import static millwright.system.DeskCalls.ok;
import static millwright.system.DeskCalls.send;
import static millwright.system.DeskCalls.submitted;
import static millwright.system.DeskCalls.type;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A submitter can neither see nor guess others' jobs, results, logs or events, wherever it looks. */
@ExtendWith(JobsServer.Shared.class)
class HiddenJobsIT {

    private final Api api;
    private final Api anna;

    HiddenJobsIT(JobsServer server) {
        this.api = server.api();
        this.anna = server.anna();
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
    void noListCountOrBulkHoldsAnothersJob() {
        String tag = "hidden-" + System.nanoTime();
        String others = submitted(
                        api, echo(",\"delay\":\"PT1H\",\"tags\":[\"" + tag + "\"],\"correlation_id\":\"" + tag + "\""))
                .getString("id");
        String hers = submitted(
                        anna, echo(",\"delay\":\"PT1H\",\"tags\":[\"" + tag + "\"],\"correlation_id\":\"" + tag + "\""))
                .getString("id");
        for (String filter :
                List.of("tag=" + tag, "correlation_id=" + tag, "definition=echo", "limit=200", "submitter=admin")) {
            List<String> seen = ids(get(anna, "/jobs?count=estimate&" + filter));
            assertFalse(seen.contains(others), filter);
            assertEquals(!filter.equals("submitter=admin"), seen.contains(hers), filter);
            assertTrue(ids(get(api, "/jobs?" + filter)).contains(others), filter);
        }
        String ids = "\"ids\":[\"" + others + "\",\"" + hers + "\"]";
        for (String action : List.of("cancel", "retry", "redrive", "discard")) {
            assertEquals(
                    403,
                    send(anna, "/jobs/actions", "{\"action\":\"" + action + "\"," + ids + "}")
                            .statusCode(),
                    "to act on many is an operator's");
        }
        JsonObject bulk = ok(send(
                anna,
                "/jobs/bulk",
                "{\"jobs\":[" + echo(",\"depends_on\":[{\"id\":\"" + others + "\"}]") + "," + echo("") + "]}"));
        assertEquals(1, bulk.getInt("accepted"), bulk::toString);
        assertEquals("SCHEDULED", api.job(others).getString("state"));
        assertEquals(200, api.delete("/jobs/" + others).statusCode());
        assertEquals(200, anna.delete("/jobs/" + hers).statusCode());
    }

    @Test
    void deadLettersAndTheirGroupsAreOnesOwn() {
        String fussy = "{\"definition\":\"fussy\",\"parameters\":{\"fixed\":false}}";
        String others = submitted(api, fussy).getString("id");
        String hers = submitted(anna, fussy).getString("id");
        api.awaitOver(others, LONG);
        anna.awaitOver(hers, LONG);
        assertTrue(ids(get(api, "/dead-letters?limit=200")).containsAll(List.of(others, hers)));
        assertEquals(List.of(hers), ids(get(anna, "/dead-letters?limit=200")));
        JsonArray groups = ok(get(anna, "/dead-letters/groups")).getJsonArray("items");
        assertEquals(1, groups.size(), groups::toString);
        assertEquals("1", groups.getJsonObject(0).getString("count"), groups::toString);
        assertEquals(hers, groups.getJsonObject(0).getString("sample_job"), groups::toString);
        String group = "/dead-letters/groups/" + groups.getJsonObject(0).getString("key");
        assertEquals("1", ok(get(anna, group)).getString("count"));
        assertEquals(
                403, send(anna, group + "/actions", "{\"action\":\"discard\"}").statusCode());
        assertEquals(200, send(anna, "/jobs/" + hers + "/discard", "{}").statusCode());
        assertEquals(404, get(anna, group).statusCode(), "what is left in it is others'");
        assertEquals(404, send(anna, "/jobs/" + others + "/discard", "{}").statusCode());
        assertEquals(200, send(api, "/jobs/" + others + "/discard", "{}").statusCode());
    }

    @Test
    void aLineageEndsWhereOthersJobsBegin() {
        String hers = submitted(anna, echo("")).getString("id");
        anna.awaitOver(hers, LONG);
        String retried = ok(send(api, "/jobs/" + hers + "/retry", "{}")).getString("id");
        String child = submitted(api, echo(",\"parent\":\"" + hers + "\"")).getString("id");
        String waiting = submitted(api, echo(",\"depends_on\":[{\"id\":\"" + hers + "\"}]"))
                .getString("id");
        api.awaitOver(child, LONG);
        api.awaitOver(waiting, LONG);
        String whole = ok(get(api, "/jobs/" + hers + "/lineage")).toString();
        String part = ok(get(anna, "/jobs/" + hers + "/lineage")).toString();
        for (String others : List.of(child, waiting)) {
            assertTrue(whole.contains(others), whole);
            assertFalse(part.contains(others), part);
            assertEquals(404, get(anna, "/jobs/" + others).statusCode());
        }
        assertEquals(get(anna, "/jobs/" + retried).statusCode() == 200, part.contains(retried), part);
        String events = get(anna, "/jobs/" + hers + "/events").body();
        assertFalse(events.contains(child) || events.contains(waiting), events);
    }

    @Test
    void whatBelongsToNobodysJobIsNotASubmitters() {
        for (String path :
                List.of("/statistics", "/queues", "/queues/default/statistics", "/nodes", "/schedules", "/audit")) {
            assertEquals(403, get(anna, path).statusCode(), path);
        }
    }

    private static List<String> ids(HttpResponse<String> list) {
        return ok(list).getJsonArray("items").getValuesAs(JsonObject.class).stream()
                .map(job -> job.getString("id"))
                .toList();
    }
}
