package millwright.system;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The official Jakarta Batch TCK inside the packaged server: on our repository, each batch job under a lease. */
class JakartaBatchTckIT {

    private static final Duration LONG_ENOUGH = Duration.ofMinutes(10);

    /** What the TCK itself has disabled. */
    private static final List<String> LEFT_OUT = List.of(
            "ChunkTests.testChunkRetryMultipleExceptions",
            "ChunkTests.testChunkSkipMultipleExceptions",
            "ExecutionTests.testInvokeJobChunkWithFullAttributes",
            "ListenerOnErrorTests",
            "ParallelContextPropagationTests",
            "PartitionRerunTests");

    @TempDir
    private Path folder;

    @Test
    void passes() throws IOException {
        Path resource = Files.writeString(
                folder.resolve("orders.asadmin"),
                "create-jdbc-resource --connectionpoolid=millwright-pool jdbc/orderDB\n");
        int port = Millwright.freePort();
        Path data = folder.resolve("data");
        try (Millwright server = Millwright.run(
                folder,
                Map.of("MILLWRIGHT_BATCH_DEFAULT", "true"),
                "serve",
                "--jobs",
                System.getProperty("millwright.tck"),
                "--post-boot",
                resource.toString(),
                "--port",
                "" + port,
                "--data",
                data.toString())) {
            Api api = new Api(port, data).awaitReady(server);
            HttpResponse<String> submitted = api.post("/jobs", "{\"definition\": \"jakarta-batch-tck\"}");
            assertEquals(201, submitted.statusCode(), submitted::body);
            JsonObject job = api.awaitOver(Api.json(submitted.body()).getString("id"), LONG_ENOUGH);
            assertEquals("COMPLETED", job.getString("state"), job::toString);
            JsonObject result = job.getJsonObject("result");
            int ownJobs = Api.json(api.get("/jobs?limit=100").body())
                    .getJsonArray("items")
                    .size();
            assertAll(
                    () -> assertEquals(100, ownJobs, "the TCK's jobs are this server's, not its container's"),
                    () -> assertEquals(JsonValue.EMPTY_JSON_ARRAY, result.getJsonArray("failed")),
                    () -> assertEquals(LEFT_OUT, names(result.getJsonArray("left_out"))),
                    () -> assertEquals(184, result.getInt("passed")),
                    () -> assertTrue(
                            String.join("\n", Readme.lines()).contains("184\ntests pass"), "the README says how many"));
        }
    }

    private static List<String> names(JsonArray tests) {
        return tests.stream()
                .map(test -> test.asJsonObject().getString("test"))
                .sorted()
                .toList();
    }
}
