package millwright.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** Every call about jobs, one after the other as their lives allow. */
final class JobCalls {

    private static final String NAME = "operational-risk-capital";
    private static final String SAMPLE = "{\"definition\":\"" + NAME + "\",\"parameters\":{\"year\":2001}}";
    private static final String LATER = "{\"definition\":\"" + NAME + "\",\"delay\":\"PT1H\",\"priority\":\"LOW\"}";
    private static final String BROKEN = "{\"definition\":\"" + NAME
            + "\",\"parameters\":{\"file\":\"/nowhere.csv\"},\"retry\":{\"max_attempts\":1}}";
    private static final Duration LONG = Duration.ofSeconds(60);

    private final Contract contract;
    private final Api api;

    JobCalls(Contract contract, Api api) {
        this.contract = contract;
        this.api = api;
    }

    void submitAndRead() {
        HttpResponse<String> first = submit(SAMPLE, "contract-1", 201);
        String id = id(first);
        assertEquals(
                Optional.of("true"),
                submit(SAMPLE, "contract-1", 200, 201).headers().firstValue("Idempotency-Replayed"));
        submit(LATER, "contract-1", 422);
        String over = id(contract.call("submitJob")
                .header("Prefer", "wait=50")
                .body(SAMPLE)
                .expect(200));
        assertTrue(!over.equals(id));
        api.awaitOver(id, LONG);

        HttpResponse<String> job = one("getJob", id, 200);
        String tag = job.headers().firstValue("ETag").orElseThrow();
        contract.call("getJob").path("id", id).header("If-None-Match", tag).expect(304);
        one("getJobStatus", id, 200);
        one("getJobResult", id, 200);
        one("listJobAttempts", id, 200);
        assertEquals(2, Contract.items(one("listJobSteps", id, 200)).size());
        one("listJobEvents", id, 200);
        one("getJobLineage", id, 200);
        contract.call("listSkippedItems").path("id", id).query("limit", "10").expect(200);
        contract.call("getJobLog")
                .path("id", id)
                .query("level", "INFO")
                .query("tail", "5")
                .expect(200);
        one("cancelJob", id, 409);
        one("deleteJob", id, 409);
        HttpResponse<String> page = contract.call("listJobs")
                .query("state", "COMPLETED")
                .query("state", "FAILED")
                .query("definition", NAME)
                .query("limit", "1")
                .expect(200);
        assertEquals(1, Contract.items(page).size());
    }

    void steerWhatWaits() {
        String later = id(submit(LATER, "contract-2", 201));
        contract.call("reprioritiseJob")
                .path("id", later)
                .body("{\"priority\":\"HIGH\"}")
                .expect(200);
        contract.call("stopJob")
                .path("id", later)
                .body("{\"reason\":\"contract\"}")
                .expect(200);
        contract.call("restartJob").path("id", later).body("{}").expect(200);
        assertEquals("COMPLETED", api.awaitOver(later, LONG).getString("state"));
        one("retryJob", later, 200);
        String soon = id(submit(LATER, "contract-3", 201));
        one("runJobNow", soon, 200);
        api.awaitOver(soon, LONG);
        String never = id(submit(LATER, "contract-4", 201));
        one("deleteJob", never, 200);
        one("runJobNow", never, 409);
    }

    void steerWhatFailed() {
        String failed = failed("contract-5");
        contract.call("redriveJob")
                .path("id", failed)
                .body("{\"parameters\":{\"year\":2001},\"reason\":\"contract\"}")
                .expect(201);
        String given = failed("contract-6");
        contract.call("discardJob")
                .path("id", given)
                .body("{\"reason\":\"contract\"}")
                .expect(200);
        String several = failed("contract-7");
        HttpResponse<String> acted = contract.call("actOnJobs")
                .body("{\"action\":\"discard\",\"ids\":[\"" + several + "\",\"" + given
                        + "\"],\"reason\":\"contract\"}")
                .expect(200);
        assertEquals(1, Api.json(acted.body()).getInt("done"), acted::body);
    }

    void deadLetters() {
        String failed = failed("contract-9");
        contract.call("listDeadLetters")
                .query("definition", NAME)
                .query("limit", "5")
                .expect(200);
        JsonObject group = Contract.items(contract.call("listDeadLetterGroups").expect(200))
                .getJsonObject(0);
        contract.call("getDeadLetterGroup")
                .path("group", group.getString("key"))
                .expect(200);
        contract.call("getDeadLetterGroup").path("group", "nothing").expect(404);
        HttpResponse<String> acted = contract.call("actOnDeadLetterGroup")
                .path("group", group.getString("key"))
                .body("{\"action\":\"discard\",\"reason\":\"contract\"}")
                .expect(200);
        assertTrue(Api.json(acted.body()).getInt("done") > 0, acted::body);
        assertEquals("FAILED", api.job(failed).getString("state"));
    }

    void submitMany() {
        HttpResponse<String> many = contract.call("submitJobs")
                .header("Idempotency-Key", "contract-8")
                .body("{\"jobs\":[{\"name\":\"first\",\"definition\":\"" + NAME + "\"},{\"definition\":\"" + NAME
                        + "\",\"depends_on\":[{\"name\":\"first\",\"on_failure\":\"RUN\"}]}]}")
                .expect(200);
        JsonObject result = Api.json(many.body());
        assertEquals(2, result.getInt("accepted"), many::body);
    }

    void submitInline() {
        String id = id(contract.call("submitInlineJob")
                .header("Idempotency-Key", "contract-10")
                .query("reason", "contract")
                .body(InlineJob.request(InlineJob.XML, ",\"correlation_id\":\"contract\""))
                .expect(201));
        assertEquals("COMPLETED", api.awaitOver(id, LONG).getString("state"));
        one("getJobXml", id, 200);
        contract.call("submitInlineJob").body(InlineJob.request("<job/>", "")).expect(422);
    }

    private String failed(String key) {
        String id = id(submit(BROKEN, key, 201));
        assertEquals("FAILED", api.awaitOver(id, LONG).getString("state"));
        return id;
    }

    private HttpResponse<String> submit(String body, String key, Integer... statuses) {
        return contract.call("submitJob")
                .header("Idempotency-Key", key)
                .body(body)
                .expect(statuses);
    }

    private HttpResponse<String> one(String operationId, String id, Integer... statuses) {
        return contract.call(operationId).path("id", id).expect(statuses);
    }

    static String id(HttpResponse<String> answer) {
        return Api.json(answer.body()).getString("id");
    }
}
