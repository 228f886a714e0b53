package millwright.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import millwright.database.Json;
import millwright.job.AfterCommit;
import millwright.job.AttemptEnd;
import millwright.job.Definitions;
import millwright.job.JobRequest;
import millwright.job.JobStore;
import millwright.job.ParameterSchema;
import millwright.job.SecretParameters;
import millwright.job.StoredJobs;
import millwright.job.Visibility;
import millwright.testing.FakeRunner;
import millwright.testing.FakeSignals;
import millwright.testing.PostgresTest;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.Test;

/** J33: what a definition declares secret is not found in what a search shows. */
@PostgresTest
class MaskedJobSearchTest {

    private static final ParameterSchema SCHEMA = ParameterSchema.nested(
            Json.object(
                    """
            {"type": "object", "properties": {"user": {"type": "string"}, "pin": {"type": "string", "writeOnly": true}}}
            """));

    private final Definitions definitions = new Definitions(List.of(new FakeRunner(
            List.of(FakeRunner.definition("fetch", SCHEMA, Optional.empty())), attempt -> AttemptEnd.completed(null))));

    @Test
    void showsNoSecretParameter(TestDatabase database) {
        JsonObject given = Json.object("{\"user\": \"ada\", \"pin\": \"4711\"}");
        UUID id = new StoredJobs(
                        new JobStore(database.database()),
                        definitions,
                        new FakeSignals(),
                        new AfterCommit(Optional.empty()))
                .submit(JobRequest.of("fetch", "ada").withParameters(given));
        JobSearch search =
                new MaskedJobSearch(new StoredJobSearch(database.database()), new SecretParameters(definitions));
        SearchPage page = search.find(SearchQuery.newest(JobFilter.ALL, Visibility.ALL, 50));
        assertEquals(id, page.jobs().get(0).id());
        assertEquals(
                Json.object("{\"user\": \"ada\", \"pin\": \"***\"}"),
                page.jobs().get(0).parameters());
    }
}
