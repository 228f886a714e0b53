package millwright.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import millwright.client.ApiClient;
import millwright.client.ApiException;
import millwright.client.api.DefinitionsApi;
import millwright.client.api.JobsApi;
import millwright.client.model.Job;
import millwright.client.model.JobState;
import millwright.client.model.Priority;
import millwright.client.model.SubmitRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client that nobody here wrote, made from the document by openapi-generator, does a day's work. */
class GeneratedClientIT {

    private static final String DEFINITION = "operational-risk-capital";
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    private static Path folder;

    private static Millwright server;
    private static ApiClient client;
    private static JobsApi jobs;

    @BeforeAll
    static void start() {
        int port = Millwright.freePort();
        Path data = folder.resolve("data");
        server = Millwright.run(folder, Map.of(), "serve", "--port", "" + port, "--data", "" + data);
        Api api = new Api(port, data).awaitReady(server);
        client = new ApiClient();
        client.updateBaseUri(api.address("/api/v1"));
        client.setRequestInterceptor(request -> request.header("Authorization", "Bearer " + api.token()));
        jobs = new JobsApi(client);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void submitsWaitsReadsTheResultAndLists() throws ApiException {
        assertTrue(new DefinitionsApi(client)
                .listDefinitions().getItems().stream().anyMatch(definition -> DEFINITION.equals(definition.getName())));
        Job accepted = jobs.submitJob(
                new SubmitRequest()
                        .definition(DEFINITION)
                        .parameters(Map.of("year", 2001))
                        .priority(Priority.HIGH)
                        .correlationId("generated-client"),
                null,
                null);
        assertEquals(Priority.HIGH, accepted.getPriority());

        Job over = Await.value("the job is over", LONG, () -> Optional.of(job(accepted.getId()))
                .filter(job -> job.getFinishedAt() != null));
        assertEquals(JobState.COMPLETED, over.getState(), over::toString);
        assertEquals(1.0, over.getProgress().getFraction().doubleValue());
        assertEquals(over.getResult(), jobs.getJobResult(over.getId()));
        assertTrue(completed().stream().map(Job::getId).anyMatch(over.getId()::equals));
    }

    private static List<Job> completed() throws ApiException {
        return jobs.listJobs(
                        List.of(JobState.COMPLETED, JobState.FAILED),
                        List.of(DEFINITION),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        50,
                        null)
                .getItems();
    }

    @Test
    void cancelsAndIsToldWhyItCannot() throws ApiException {
        Job accepted = jobs.submitJob(new SubmitRequest().definition(DEFINITION), null, null);
        UUID id = accepted.getId();
        try {
            jobs.deleteJob(id, "contract");
        } catch (ApiException e) {
            assertEquals(409, e.getCode(), "it may have ended before");
        }
        Await.until("the job is over", LONG, () -> job(id).getFinishedAt() != null);
        ApiException refused = assertThrows(ApiException.class, () -> jobs.deleteJob(id, "contract"));
        assertEquals(409, refused.getCode());
        assertTrue(refused.getResponseBody().contains("/problems/job-over"), refused::getResponseBody);
        ApiException unknown = assertThrows(
                ApiException.class, () -> jobs.submitJob(new SubmitRequest().definition("no-such-job"), null, null));
        assertEquals(422, unknown.getCode());
    }

    private static Job job(UUID id) {
        try {
            return jobs.getJob(id, null, null);
        } catch (ApiException e) {
            throw new AssertionError("job " + id + ": " + e.getCode() + " " + e.getResponseBody(), e);
        }
    }
}
