package millwright.web.definition;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import millwright.job.ConcurrencyKey;
import millwright.job.JobDefinition;
import millwright.job.JobPolicy;
import millwright.job.ParameterSchema;
import millwright.job.Priority;
import millwright.retry.RetryPolicy;
import org.junit.jupiter.api.Test;

class DefinitionJsonTest {

    @Test
    void showsTheSchemaOfTheParameters() {
        assertEquals(
                "{\"name\":\"tiny\",\"kind\":\"BATCH\",\"title\":\"Tiny\",\"description\":\"\",\"queue\":\"default\","
                        + "\"priority\":\"HIGH\",\"parameters\":{\"type\":\"object\",\"additionalProperties\":true},"
                        + "\"start_timeout\":null,\"timeout\":null,\"total_timeout\":null,\"keep\":null,"
                        + "\"retry\":" + JobPolicy.PLAIN.retry().toJson() + ",\"concurrency\":null,"
                        + "\"problem\":null}",
                DefinitionJson.one(definition(Optional.empty())).toString());
    }

    @Test
    void showsHowItsJobsAreTreated() {
        JobPolicy policy = new JobPolicy(
                        Optional.of(Duration.ofMinutes(5)),
                        Optional.empty(),
                        RetryPolicy.NONE,
                        Optional.of(Duration.ofDays(7)))
                .withConcurrency(Optional.of(new ConcurrencyKey("tenant", 2)));
        JsonObject json = DefinitionJson.one(definition(Optional.empty()).with(policy));
        assertEquals("PT5M", json.getString("timeout"));
        assertEquals("PT168H", json.getString("keep"));
        assertEquals(1, json.getJsonObject("retry").getInt("max_attempts"));
        assertEquals(
                "{\"key\":\"tenant\",\"slots\":2}",
                json.getJsonObject("concurrency").toString());
    }

    /** Holds W5. */
    @Test
    void listsADefinitionThatCannotRunWithItsProblem() {
        assertEquals(
                "no step",
                DefinitionJson.list(List.of(definition(Optional.of("no step"))))
                        .getJsonArray("items")
                        .getJsonObject(0)
                        .getString("problem"));
    }

    private static JobDefinition definition(Optional<String> problem) {
        return new JobDefinition(
                "tiny",
                JobDefinition.Kind.BATCH,
                "Tiny",
                "",
                JobDefinition.DEFAULT_QUEUE,
                Priority.HIGH,
                ParameterSchema.any(),
                JobPolicy.PLAIN,
                problem);
    }
}
