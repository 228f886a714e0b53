package millwright.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.JsonObject;
import java.net.http.HttpResponse;

/** Every call of a program that does jobs from outside. */
final class WorkerCalls {

    private static final String NAME = "contract-work";

    private final Contract contract;

    WorkerCalls(Contract contract) {
        this.contract = contract;
    }

    void work() {
        contract.call("putDefinition")
                .path("name", NAME)
                .body("{\"queue\":\"" + NAME + "\",\"retry\":{\"max_attempts\":3}}")
                .expect(201);
        begin();
        for (int i = 0; i < 3; i++) {
            contract.call("submitJob").body("{\"definition\":\"" + NAME + "\"}").expect(201);
        }
        doOne(claim());
        failOne(claim());
        JsonObject given = claim();
        said("releaseWork", given, "").expect(200);
        said("heartbeatWork", given, "").expect(409);
    }

    private void begin() {
        HttpResponse<String> begun = contract.call("startWork")
                .body("{\"definition\":\"" + NAME + "\",\"worker\":\"contract\",\"lease\":\"PT1M\"}")
                .expect(201);
        said("completeWork", Api.json(begun.body()), "").expect(200);
    }

    private JsonObject claim() {
        HttpResponse<String> claimed = contract.call("claimWork")
                .path("queue", NAME)
                .body("{\"worker\":\"contract\",\"definitions\":[\"" + NAME + "\"],\"most\":1,\"wait\":\"PT10S\"}")
                .expect(200);
        return Contract.items(claimed).getJsonObject(0);
    }

    private void doOne(JsonObject work) {
        said("heartbeatWork", work, "").expect(200);
        said("reportWorkProgress", work, ",\"fraction\":0.5,\"message\":\"half\",\"records_processed\":\"7\"")
                .expect(200);
        said("logWork", work, ",\"lines\":[{\"message\":\"hello\",\"level\":\"INFO\"}]")
                .expect(204);
        contract.call("getJobLog")
                .path("id", work.getString("id"))
                .header("Accept", "text/plain")
                .expect(200);
        said("completeWork", work, ",\"result\":{\"pages\":3}").expect(200);
        HttpResponse<String> again =
                said("completeWork", work, ",\"result\":{\"pages\":3}").expect(200);
        assertEquals("ALREADY_RECORDED", Api.json(again.body()).getString("receipt"));
    }

    private void failOne(JsonObject work) {
        said(
                        "failWork",
                        work,
                        ",\"error\":{\"code\":\"API_ERROR\",\"category\":\"PERMANENT\",\"message\":\"no paper\"}")
                .expect(200);
    }

    private Call said(String operationId, JsonObject work, String members) {
        return contract.call(operationId)
                .path("id", work.getString("id"))
                .body("{\"lease_token\":\"" + work.getString("lease_token") + "\"" + members + "}");
    }
}
