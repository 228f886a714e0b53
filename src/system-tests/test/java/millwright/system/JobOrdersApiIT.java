package millwright.system;

import static millwright.system.DeskCalls.LONG;
import static millwright.system.DeskCalls.NOBODYS;
import static millwright.system.DeskCalls.echo;
import static millwright.system.DeskCalls.get;
import static millwright.system.DeskCalls.ok;
import static millwright.system.DeskCalls.send;
import static millwright.system.DeskCalls.submitted;
import static millwright.system.DeskCalls.type;
import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is done to jobs over HTTP: to one as its state allows, and to many each with its own answer. */
@ExtendWith(JobsServer.Shared.class)
class JobOrdersApiIT {

    private final Api api;
    private final Api anna;

    JobOrdersApiIT(JobsServer server) {
        this.api = server.api();
        this.anna = server.anna();
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
}
