package millwright.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Calls every operation of the packaged server's document, and holds both sides to it (W100). */
@TestMethodOrder(OrderAnnotation.class)
class ContractIT {

    @TempDir
    private static Path folder;

    private static Millwright server;
    private static Api api;
    private static Contract contract;

    @BeforeAll
    static void start() {
        int port = Millwright.freePort();
        Path data = folder.resolve("data");
        server = Millwright.run(
                folder,
                Map.of("MILLWRIGHT_BATCH_INLINE_XML", "true"),
                "serve",
                "--port",
                "" + port,
                "--data",
                "" + data);
        api = new Api(port, data).awaitReady(server);
        contract = Contract.of(api);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void submitsReadsAndListsJobs() {
        new JobCalls(contract, api).submitAndRead();
    }

    @Test
    void actsOnDeadLetters() {
        new JobCalls(contract, api).deadLetters();
    }

    @Test
    void submitsManyJobs() {
        new JobCalls(contract, api).submitMany();
    }

    @Test
    void submitsJobsWithAnXmlOfTheirOwn() {
        new JobCalls(contract, api).submitInline();
    }

    @Test
    void steersJobsThatWait() {
        new JobCalls(contract, api).steerWhatWaits();
    }

    @Test
    void steersJobsThatFailed() {
        new JobCalls(contract, api).steerWhatFailed();
    }

    @Test
    void doesJobsFromOutside() {
        new WorkerCalls(contract).work();
    }

    @Test
    void tellsWhatHappensAsItHappens() {
        contract.follow("followEvents");
    }

    @Test
    void runsQueuesAndNodes() {
        OperatorCalls calls = new OperatorCalls(contract);
        calls.queues();
        calls.nodes();
    }

    @Test
    void describesWhatCanRunCountsAndCleansUp() {
        OperatorCalls calls = new OperatorCalls(contract);
        calls.definitions();
        calls.statisticsAndCleanup();
    }

    @Test
    void saysWhoMayDoWhatAndWhoDid() {
        AccessCalls calls = new AccessCalls(contract, api);
        calls.tokens();
        calls.users();
        calls.session();
        calls.audit();
    }

    @Test
    void saysWhatIsWrongAsTheDocumentDoes() {
        contract.call("submitJob").body("{\"priorty\":\"HIGH\"}").wrong().expect(422);
        contract.call("submitJob").body("{").wrong().expect(400);
        contract.call("submitJob")
                .header("Content-Type", "text/plain")
                .body("hello")
                .wrong()
                .expect(415);
        contract.call("listJobs").query("limit", "0").wrong().expect(400);
        contract.call("listJobs").header("Authorization", null).wrong().expect(401);
        contract.call("getJob")
                .path("id", "01890a5d-ac96-774b-bcce-b302099a8057")
                .expect(404);
    }

    @Test
    void keepsSchedules() {
        String body = "{\"name\":\"contract\",\"cron\":\"@daily\",\"definition\":\"operational-risk-capital\"}";
        contract.call("createSchedule").body(body).expect(201);
        contract.call("createSchedule").body(body).expect(409);
        contract.call("listSchedules").query("limit", "1").expect(200);
        contract.call("getSchedule").path("name", "contract").expect(200);
        contract.call("previewSchedule")
                .query("cron", "30 2 * * MON-FRI")
                .query("time_zone", "Europe/Berlin")
                .query("count", "3")
                .expect(200);
        contract.call("deleteSchedule").path("name", "contract").expect(204);
        contract.call("deleteSchedule").path("name", "contract").expect(404);
    }

    @Test
    void servesItsDocumentAndSaysHowItIs() {
        HttpResponse<String> yaml = contract.call("getOpenApi").expect(200);
        assertEquals(Optional.of("application/yaml"), yaml.headers().firstValue("Content-Type"));
        HttpResponse<String> json =
                contract.call("getOpenApi").header("Accept", "application/json").expect(200);
        assertEquals("3.0.3", Api.json(json.body()).getString("openapi"));
        contract.call("getOpenApi").query("format", "xml").wrong().expect(400);
        contract.call("getHealth").expect(200);
        contract.call("getLiveness").expect(200);
        contract.call("getReadiness").expect(200);
    }

    @Test
    void hasTheSameDocumentAtTheServersRoot() {
        HttpResponse<String> root =
                api.send(api.plainRequest("/openapi?format=JSON").GET());
        assertEquals(200, root.statusCode(), root::body);
        JsonObject served = Api.json(root.body());
        JsonObject own = Api.json(api.get("/openapi?format=json").body());
        assertEquals(
                own.getJsonObject("paths").keySet(),
                served.getJsonObject("paths").keySet());
        assertEquals(
                own.getJsonObject("components").getJsonObject("schemas").keySet(),
                served.getJsonObject("components").getJsonObject("schemas").keySet());
    }

    @Test
    void showsItsDocumentOnAPageWithoutInlineScripts() { // W102
        HttpResponse<String> page =
                api.send(api.plainRequest("/console/reference.html").GET());
        assertEquals(200, page.statusCode());
        String policy = page.headers().firstValue("Content-Security-Policy").orElseThrow();
        assertTrue(policy.contains("script-src 'self';") && !policy.contains("unsafe"), policy);
        page.body()
                .lines()
                .flatMap(line -> java.util.regex.Pattern.compile("(?:src|href)=\"((?:lib|css|reference)[^\"]+)\"")
                        .matcher(line)
                        .results())
                .forEach(file ->
                        assertEquals(Optional.of(200), api.statusOf("/console/" + file.group(1)), file.group(1)));
    }

    @Test
    void noticesAnAnswerThatDiffers() {
        assertThrows(
                AssertionError.class,
                () -> contract.call("submitJob").body("{\"definition\":7}").expect(422));
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void hasCalledEveryOperation() {
        assertEquals(Set.of(), new TreeSet<>(contract.neverCalled()), "described in openapi.yaml, and never called");
    }
}
