package millwright.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import millwright.database.Json;
import millwright.job.AfterCommit;
import millwright.job.AttemptEnd;
import millwright.job.Definitions;
import millwright.job.Job;
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

    private final TestDatabase database;
    private final JobSearch search;

    MaskedJobSearchTest(TestDatabase database) {
        this.database = database;
        this.search = new MaskedJobSearch(new StoredJobSearch(database.database()), new SecretParameters(definitions));
    }

    private UUID submitted() {
        JsonObject given = Json.object("{\"user\": \"ada\", \"pin\": \"4711\"}");
        return new StoredJobs(
                        new JobStore(database.database()),
                        definitions,
                        new FakeSignals(),
                        new AfterCommit(Optional.empty()))
                .submit(JobRequest.of("fetch", "ada").withParameters(given));
    }

    @Test
    void showsNoSecretParameter() {
        UUID id = submitted();
        SearchPage page = search.find(SearchQuery.newest(JobFilter.ALL, Visibility.ALL, 50));
        assertEquals(id, page.jobs().get(0).id());
        assertEquals(
                Json.object("{\"user\": \"ada\", \"pin\": \"***\"}"),
                page.jobs().get(0).parameters());
    }

    @Test
    void findsNoJobByASecretThatWasGuessed() {
        UUID id = submitted();
        assertEquals(List.of(id), idsWith("user", "ada"));
        assertEquals(List.of(), idsWith("pin", "4711"));
    }

    private List<UUID> idsWith(String name, String value) {
        JobFilter all = JobFilter.ALL;
        JobFilter filter = new JobFilter(
                all.states(),
                all.definitions(),
                all.queues(),
                all.priorities(),
                all.tags(),
                all.submitter(),
                all.correlationId(),
                all.node(),
                all.errorCodes(),
                all.created(),
                all.started(),
                all.finished(),
                Set.of(new FieldValue(name, value)),
                all.result(),
                all.errorText(),
                all.deadLetters(),
                all.errorGroup());
        return search.find(SearchQuery.newest(filter, Visibility.ALL, 50)).jobs().stream()
                .map(Job::id)
                .toList();
    }
}
