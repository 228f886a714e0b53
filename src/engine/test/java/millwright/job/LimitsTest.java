package millwright.job;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import millwright.database.Json;
import millwright.testing.PostgresTest;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.Test;

/** J1: what is just within the limits is a job like any other; what is beyond them is refused in {@link SubmitTest}. */
@PostgresTest
class LimitsTest extends FacadeTest {

    LimitsTest(TestDatabase database) {
        super(database);
    }

    private static JobRequest request() {
        return JobRequest.of("capital", "s".repeat(200));
    }

    @Test
    void whatIsJustWithinItsLimitIsAccepted() {
        List<Dependency> parents = jobs
                .submitAll(IntStream.range(0, 1_000).mapToObj(i -> request()).toList())
                .stream()
                .map(Dependency::on)
                .toList();
        JsonObject parameters = Json.object("{\"a\": \"" + "x".repeat((1 << 20) - 8) + "\"}");
        JsonObject metadata = Json.object("{\"a\": \"" + "€".repeat(((1 << 16) - 8) / 3) + "\"}");
        List<String> tags =
                IntStream.range(0, 32).mapToObj(i -> "ü".repeat(98) + (i + 10)).toList();
        UUID id = jobs.submit(request()
                .withParameters(parameters)
                .withMetadata(metadata)
                .withTags(tags)
                .withCorrelationId("c".repeat(200))
                .withQueue("q".repeat(100))
                .withUnique(UniqueKey.untilFinished("k".repeat(200)))
                .withConcurrency(new ConcurrencyKey("t".repeat(200), 1))
                .dependingOn(parents));
        Job job = jobs.find(id).orElseThrow();
        assertEquals(1 << 20, parameters.toString().length());
        assertEquals(parameters, job.parameters());
        assertEquals(metadata, job.terms().metadata());
        assertEquals(tags, job.terms().tags());
        assertEquals(1_000, job.terms().waitsFor());
        assertEquals(1_000, database.number("SELECT count(*) FROM millwright.job_dependency WHERE child = ?", id));
    }
}
