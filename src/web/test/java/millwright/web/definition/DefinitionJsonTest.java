package millwright.web.definition;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import millwright.job.JobDefinition;
import millwright.job.JobPolicy;
import millwright.job.ParameterSchema;
import millwright.job.Priority;
import org.junit.jupiter.api.Test;

class DefinitionJsonTest {

    @Test
    void showsTheSchemaOfTheParameters() {
        assertEquals(
                "{\"name\":\"tiny\",\"kind\":\"BATCH\",\"title\":\"Tiny\",\"description\":\"\",\"queue\":\"default\","
                        + "\"priority\":\"HIGH\",\"parameters\":{\"type\":\"object\",\"additionalProperties\":true},"
                        + "\"problem\":null}",
                DefinitionJson.one(definition(Optional.empty())).toString());
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
