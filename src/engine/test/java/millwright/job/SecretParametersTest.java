package millwright.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import millwright.database.Json;
import millwright.testing.FakeRunner;
import millwright.testing.FakeSignals;
import millwright.testing.PostgresTest;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.Test;

/** J33: what a definition declares secret is shown to nobody. */
@PostgresTest
class SecretParametersTest {

    private static final ParameterSchema SCHEMA = ParameterSchema.nested(
            Json.object(
                    """
            {"type": "object", "properties": {
                "user": {"type": "string"},
                "password": {"type": "string", "format": "password", "minLength": 5},
                "pin": {"type": "integer", "writeOnly": true, "maximum": 9999},
                "hosts": {"type": "array", "items": {"type": "object", "properties": {
                    "name": {"type": "string"}, "key": {"type": "string", "writeOnly": true}}}}}}
            """));

    private static final JsonObject GIVEN = Json.object(
            """
            {"user": "ada", "password": "hunter2", "pin": 4711, "hosts": [{"name": "a", "key": "hunter3"}]}
            """);

    private static final JsonObject SHOWN = Json.object(
            """
            {"user": "ada", "password": "***", "pin": "***", "hosts": [{"name": "a", "key": "***"}]}
            """);

    private final TestDatabase database;
    private final Definitions definitions = new Definitions(List.of(new FakeRunner(
            List.of(FakeRunner.definition("fetch", SCHEMA, Optional.empty())), attempt -> AttemptEnd.completed(null))));

    SecretParametersTest(TestDatabase database) {
        this.database = database;
    }

    @Test
    void aJobIsShownWithoutThem() {
        Jobs jobs = jobs(definitions);
        UUID id = jobs.submit(request(GIVEN));
        assertEquals(SHOWN, jobs.find(id).orElseThrow().parameters());
        assertEquals(
                SHOWN,
                jobs.list(new JobQuery(java.util.Set.of(), Optional.empty(), Optional.empty(), 10))
                        .get(0)
                        .parameters());
        assertEquals(SHOWN, jobs.find(List.of(id)).get(0).parameters());
        assertEquals(SHOWN, jobs.cancel(id).orElseThrow().parameters());
    }

    @Test
    void theJobItselfIsGivenThem() {
        jobs(definitions).submit(request(GIVEN));
        assertEquals("hunter2", database.text("SELECT parameters->>'password' FROM millwright.job"));
    }

    @Test
    void whatIsWrongWithThemIsSaidWithoutThem() {
        InvalidRequestException refused = assertThrows(InvalidRequestException.class, () -> jobs(definitions)
                .submit(request(Json.object("{\"password\": \"hush\", \"pin\": 123456}"))));
        assertEquals(2, refused.violations().size());
        assertFalse(refused.getMessage().contains("hush"), refused.getMessage());
        assertFalse(refused.getMessage().contains("123456"), refused.getMessage());
    }

    @Test
    void ofAnUnknownDefinitionEveryOneMayBeSecret() {
        UUID id = jobs(definitions).submit(request(GIVEN));
        Definitions others = new Definitions(List.of(FakeRunner.completing("another")));
        JsonObject shown = jobs(others).find(id).orElseThrow().parameters();
        assertEquals(GIVEN.keySet(), shown.keySet());
        assertTrue(shown.values().stream().allMatch(value -> value.toString().equals("\"***\"")), shown::toString);
    }

    @Test
    void aMaskThatIsSentBackStandsForWhatItWas() {
        SecretParameters secrets = new SecretParameters(definitions);
        JsonObject edited =
                Json.object("""
                {"user": "***", "password": "***", "pin": 1}
                """);
        assertEquals(
                Json.object(
                        """
                        {"user": "***", "password": "hunter2", "pin": 1}
                        """),
                secrets.restored("fetch", edited, GIVEN));
    }

    @Test
    void aSecretHasNoDefaultForEverybodyToRead() {
        for (String keyword : List.of("\"writeOnly\": true", "\"format\": \"password\"")) {
            JsonObject schema = Json.object(
                    "{\"properties\": {\"p\": {\"type\": \"string\", \"default\": \"x\", " + keyword + "}}}");
            assertThrows(IllegalArgumentException.class, () -> ParameterSchema.of(schema), keyword);
        }
        assertThrows(
                IllegalArgumentException.class,
                () -> ParameterSchema.of(
                        Json.object("{\"properties\": {\"p\": {\"type\": \"string\", \"writeOnly\": 1}}}")));
    }

    private static JobRequest request(JsonObject parameters) {
        return JobRequest.of("fetch", "ada").withParameters(parameters);
    }

    private Jobs jobs(Definitions known) {
        return new StoredJobs(
                new JobStore(database.database()), known, new FakeSignals(), new AfterCommit(Optional.empty()));
    }
}
