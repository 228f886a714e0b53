package millwright.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpResponse;

/** Every call by which operators run the place. */
final class OperatorCalls {

    private final Contract contract;

    OperatorCalls(Contract contract) {
        this.contract = contract;
    }

    void queues() {
        queue("putQueueLimits")
                .body("{\"weight\":5,\"max_running\":3,\"rate\":{\"jobs\":100,\"period\":\"PT1S\"}}")
                .expect(200);
        queue("pauseQueue").body("{\"reason\":\"contract\"}").expect(200);
        queue("pauseQueue").body("{}").wrong().expect(422);
        queue("resumeQueue").expect(200);
        queue("getQueue").expect(200);
        queue("getQueueStatistics").query("from", "2026-01-01T00:00:00Z").expect(200, 400);
        queue("getQueueStatistics").expect(200);
        contract.call("listQueues").expect(200);
    }

    private Call queue(String operationId) {
        return contract.call(operationId).path("queue", "contract");
    }

    void nodes() {
        HttpResponse<String> all = contract.call("listNodes").expect(200);
        String node = Contract.items(all).getJsonObject(0).getString("incarnation");
        for (String operation : new String[] {"getNode", "drainNode", "resumeNode"}) {
            contract.call(operation).path("node", node).expect(200);
        }
        for (String operation : new String[] {"stopQueueOnNode", "startQueueOnNode"}) {
            contract.call(operation)
                    .path("node", node)
                    .path("queue", "contract")
                    .expect(200);
        }
        contract.call("getNode").path("node", "no-such-node").expect(404);
    }

    void definitions() {
        contract.call("listDefinitions").expect(200);
        contract.call("getDefinition").path("name", "operational-risk-capital").expect(200);
        contract.call("getDefinition").path("name", "operational-risk-capitol").expect(404);
        contract.call("putDefinition")
                .path("name", "print")
                .body(
                        "{\"title\":\"Print\",\"queue\":\"contract\",\"timeout\":\"PT1M\",\"retry\":{\"max_attempts\":2}}")
                .expect(201);
        contract.call("putDefinition").path("name", "print").body("{}").expect(200);
        contract.call("putDefinition")
                .path("name", "operational-risk-capital")
                .body("{}")
                .expect(409);
        contract.call("deleteDefinition").path("name", "print").expect(204);
    }

    void statisticsAndCleanup() {
        contract.call("getStatistics").query("queue", "default").expect(200);
        contract.call("recountStatistics").expect(204);
        HttpResponse<String> cleaned = contract.call("cleanUp")
                .body("{\"states\":[\"CANCELLED\"],\"older_than\":\"P30D\",\"dry_run\":true,\"reason\":\"contract\"}")
                .expect(200);
        assertEquals("0", Api.json(cleaned.body()).getString("jobs"));
    }
}
