package millwright.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Thousands of random and hostile requests, made from the document: no answer is a failure of the server, none tells
 * what the server is made of, each is as the document says, and every job that was accepted is there afterwards.
 */
class FuzzIT {

    private static final int REQUESTS = Integer.getInteger("millwright.fuzz.requests", 1_500);
    private static final int CLIENTS = 4;

    /**
     * What never ends by itself, what takes away what is counted afterwards or the token that is used, and what is no
     * API's.
     */
    private static final Set<String> LEFT_OUT =
            Set.of("followEvents", "cleanUp", "getHealth", "getLiveness", "getReadiness", "exportAudit");

    private static final Pattern LEAK = Pattern.compile(
            "Exception|\\tat |org\\.postgresql|org\\.glassfish|java\\.lang|jakarta\\.|SQLSTATE|Payara|millwright\\.web");

    @TempDir
    private static Path folder;

    private final Set<String> accepted = ConcurrentHashMap.newKeySet();
    private final Map<Integer, Integer> statuses = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();

    private Contract contract;
    private JsonObject document;

    @Test
    void neitherFailsNorTellsNorForgetsWhateverItIsAsked() throws Exception {
        int port = Millwright.freePort();
        Path data = folder.resolve("data");
        long seed = Long.getLong("millwright.fuzz.seed", System.nanoTime());
        try (Millwright server = Millwright.run(folder, Map.of(), "serve", "--port", "" + port, "--data", "" + data)) {
            Api api = new Api(port, data).awaitReady(server);
            contract = Contract.of(api);
            document = Api.json(api.get("/openapi?format=json").body());
            attack(seed);
            String what = "seed " + seed + ", statuses " + statuses;
            assertEquals(List.of(), failures.stream().limit(10).toList(), what);
            assertTrue(statuses.keySet().stream().anyMatch(status -> status < 300), what);
            assertTrue(!accepted.isEmpty(), what);
            for (String id : accepted) {
                assertEquals(200, api.get("/jobs/" + id).statusCode(), () -> what + ": job " + id + " is lost");
            }
            System.out.println("Fuzz: " + REQUESTS + " requests, " + accepted.size() + " jobs accepted, " + what);
        }
    }

    private void attack(long seed) throws Exception {
        List<String> operations = contract.operations().keySet().stream()
                .filter(id -> !LEFT_OUT.contains(id))
                .toList();
        var clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Future<?>> running = new ArrayList<>();
            IntStream.range(0, CLIENTS)
                    .forEach(client -> running.add(clients.submit(() -> ask(operations, new Random(seed + client)))));
            for (Future<?> client : running) {
                client.get();
            }
        } finally {
            clients.shutdownNow();
        }
    }

    private void ask(List<String> operations, Random random) {
        HostileValues values =
                new HostileValues(document.getJsonObject("components").getJsonObject("schemas"), random);
        for (int i = 0; i < REQUESTS / CLIENTS; i++) {
            // one in three is a submit: what is to be remembered must first be accepted
            String id = random.nextInt(3) == 0 ? "submitJob" : operations.get(random.nextInt(operations.size()));
            try {
                judge(id, call(id, values, random).send());
            } catch (AssertionError | RuntimeException e) {
                failures.add(id + ": " + e);
            }
        }
    }

    private Call call(String id, HostileValues values, Random random) {
        Contract.Operation operation = contract.operations().get(id);
        Call call = contract.call(id).wrong();
        parameters(operation).forEach(parameter -> {
            String value = values.text(parameter.getJsonObject("schema"));
            String name = parameter.getString("name");
            switch (parameter.getString("in")) {
                // what no path may have is refused before it gets to us, see HostileIT
                case "path" -> call.path(name, value.isBlank() || value.startsWith(".") ? "x" : inPath(value));
                case "query" -> {
                    if (random.nextInt(4) == 0) {
                        call.query(random.nextInt(10) == 0 ? name + "x" : name, value);
                    }
                }
                default -> {
                    if (random.nextInt(4) == 0) {
                        call.header(name, name.equals("Prefer") ? "wait=1" : value.replaceAll("[^ -~]", "?"));
                    }
                }
            }
        });
        if (operation.json().containsKey("requestBody")) {
            call.body(body(operation, values, random));
        }
        return call;
    }

    private static String inPath(String value) {
        return value.replaceAll("[\\x00\\\\]", "?");
    }

    private static String body(Contract.Operation operation, HostileValues values, Random random) {
        if (operation.json().getString("operationId").equals("submitJob") && random.nextBoolean()) {
            return "{\"definition\":\"operational-risk-capital\",\"correlation_id\":" + values.anything() + "}";
        }
        if (random.nextInt(15) == 0) {
            return HostileValues.TEXTS.get(random.nextInt(HostileValues.TEXTS.size()));
        }
        return values.json(
                operation
                        .json()
                        .getJsonObject("requestBody")
                        .getJsonObject("content")
                        .getJsonObject("application/json")
                        .getJsonObject("schema"),
                0);
    }

    /** Those of the path too, and shared ones looked up. */
    private List<JsonObject> parameters(Contract.Operation operation) {
        List<JsonObject> all = new ArrayList<>();
        JsonArray none = JsonValue.EMPTY_JSON_ARRAY;
        for (JsonObject holder : List.of(operation.item(), operation.json())) {
            for (JsonValue value : holder.containsKey("parameters") ? holder.getJsonArray("parameters") : none) {
                String reference = value.asJsonObject().getString("$ref", null);
                all.add(
                        reference == null
                                ? value.asJsonObject()
                                : document.getJsonObject("components")
                                        .getJsonObject("parameters")
                                        .getJsonObject(reference.substring(reference.lastIndexOf('/') + 1)));
            }
        }
        return all;
    }

    private void judge(String id, HttpResponse<String> answer) {
        int status = answer.statusCode();
        statuses.merge(status, 1, Integer::sum);
        if (status >= 500) {
            failures.add(id + " failed with " + status + " " + answer.body());
        }
        // what a job's own code says is the job's: only refusals are searched
        if (status >= 400 && LEAK.matcher(answer.body()).find()) {
            failures.add(id + " tells what it is made of: " + answer.body());
        }
        if (id.equals("submitJob") && status == 201) {
            accepted.add(Api.json(answer.body()).getString("id"));
        }
    }
}
