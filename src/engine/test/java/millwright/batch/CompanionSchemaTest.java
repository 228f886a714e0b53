package millwright.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import millwright.database.Json;
import millwright.job.AttemptEnd;
import millwright.job.AttemptRunner;
import millwright.job.Definitions;
import millwright.job.InvalidRequestException;
import millwright.job.JobDefinition;
import millwright.job.JobRequest;
import millwright.job.RequestCheck;
import millwright.job.RunningAttempt;
import millwright.job.Violation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** B12: the file beside a job XML says what the job's parameters may be. */
class CompanionSchemaTest {

    private static final String SCHEMA =
            """
            {"title": "Nightly", "required": ["file"],
             "properties": {
               "file":  {"type": "string", "minLength": 1},
               "day":   {"type": "string", "format": "date"},
               "limit": {"type": "integer", "minimum": 0, "maximum": 1000, "default": 10},
               "share": {"type": "number", "exclusiveMinimum": 0, "default": 0.5},
               "dry":   {"type": "boolean", "default": false},
               "mode":  {"type": "string", "enum": ["full", "delta"], "default": "full"}}}
            """;

    @TempDir
    private Path folder;

    private Path jobs;

    @BeforeEach
    void makeFolder() throws IOException {
        jobs = Files.createDirectories(folder.resolve("META-INF/batch-jobs"));
    }

    @Test
    void defaultsAreFilledInAtSubmit() throws IOException {
        JsonObject completed = submitted("{\"file\": \"a.csv\", \"day\": \"2001-12-31\"}");
        assertEquals(
                Json.object(
                        """
                        {"file": "a.csv", "day": "2001-12-31", "limit": 10, "share": 0.5, "dry": false, "mode": "full"}
                        """),
                completed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {}                              | /parameters/file  | is required: a text, at least 1 characters
                    {"file": ""}                    | /parameters/file  | at least 1 characters
                    {"file": "a", "day": "31.12."}  | /parameters/day   | a date such as 2001-12-31
                    {"file": "a", "limit": 1001}    | /parameters/limit | is 1001, expected an integer, at least 0, at most 1000
                    {"file": "a", "limit": "many"}  | /parameters/limit | is "many"
                    {"file": "a", "limit": 1.5}     | /parameters/limit | an integer
                    {"file": "a", "share": 0}       | /parameters/share | above 0
                    {"file": "a", "dry": "no"}      | /parameters/dry   | true or false
                    {"file": "a", "mode": "half"}   | /parameters/mode  | one of "full", "delta"
                    {"file": "a", "limt": 1}        | /parameters/limt  | (nearest: 'limit')
                    """)
    void whatDoesNotFitIsRefusedAtSubmit(String parameters, String pointer, String detail) {
        List<Violation> violations = assertThrows(InvalidRequestException.class, () -> submitted(parameters))
                .violations();
        assertEquals(1, violations.size());
        assertEquals(pointer, violations.get(0).pointer());
        assertTrue(violations.get(0).detail().contains(detail), violations::toString);
    }

    @Test
    void itIsOfferedAsAJsonSchemaThatSaysWhatHolds() throws IOException {
        JsonObject offered = definition(SCHEMA, "").parameters().document();
        assertEquals(Json.object(SCHEMA).get("properties"), offered.get("properties"));
        assertEquals(Json.object(SCHEMA).get("required"), offered.get("required"));
        assertFalse(offered.getBoolean("additionalProperties"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"properties": {"a": {"type": "integer", "minimum": "1"}}}                | minimum is "1", expected a number
                    {"properties": {"a": {"type": "integer", "minimum": 2, "maximum": 1}}}    | minimum is above maximum
                    {"properties": {"a": {"type": "integer", "minimum": 2, "default": 1}}}    | its default is 1
                    {"properties": {"a": {"type": "string", "enum": []}}}                     | enum is []
                    {"properties": {"a": {"type": "string", "enum": ["x", 1]}}}               | its enum has 1
                    {"properties": {"a": {"type": "string", "maxLength": -1}}}                | maxLength is -1
                    {"properties": {"a": {"type": "string", "format": "dat"}}}                | (nearest: 'date')
                    {"properties": {"a": {"type": "text"}}}                                   | type 'text' is none of
                    {"properties": {"a": {"type": "string", "pattern": "("}}}                 | Unclosed group
                    {"required": ["a"]}                                                       | required parameter 'a'
                    {"properties":                                                            | nightly.schema.json:1:
                    """)
    void aFileThatMakesNoSenseIsTheDefinitionsProblem(String schema, String part) throws IOException {
        String problem = definition(schema, "").problem().orElseThrow();
        assertTrue(problem.startsWith("META-INF/batch-jobs/nightly.schema.json"), problem);
        assertTrue(problem.contains(part), problem);
    }

    @Test
    void anExpressionThatAsksForNoParameterOfTheFileIsAProblemAtItsLine() throws IOException {
        String problem = definition(SCHEMA, "#{jobParameters['fil']}").problem().orElseThrow();
        assertTrue(problem.contains("nightly.xml:3:"), problem);
        assertTrue(problem.contains("(nearest: 'file')"), problem);
        assertTrue(definition(SCHEMA, "#{jobParameters['fil']}?:x;").problem().isEmpty());
        assertTrue(definition(SCHEMA, "#{jobParameters['file']}").problem().isEmpty());
        assertTrue(definition("{\"additionalProperties\": true}", "#{jobParameters['fil']}")
                .problem()
                .isEmpty());
    }

    private JsonObject submitted(String parameters) throws IOException {
        JobDefinition definition = definition(SCHEMA, "");
        AttemptRunner runner = new AttemptRunner() {
            @Override
            public List<JobDefinition> definitions() {
                return List.of(definition);
            }

            @Override
            public AttemptEnd run(RunningAttempt attempt) {
                throw new UnsupportedOperationException("nothing runs here");
            }
        };
        JobRequest request = JobRequest.of("nightly", "ann").withParameters(Json.object(parameters));
        return Json.object(
                new RequestCheck(new Definitions(List.of(runner))).of(request).parameters());
    }

    private JobDefinition definition(String schema, String property) throws IOException {
        Files.writeString(jobs.resolve("nightly.schema.json"), schema);
        Files.writeString(
                jobs.resolve("nightly.xml"),
                "<job id='nightly'>\n<step id='a'><batchlet ref='millwright.batch.PlainBatchlet'><properties>\n"
                        + "<property name='p' value=\"" + property + "\"/></properties></batchlet></step></job>");
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, BatchBench.loader())) {
            return new BatchDefinitions(loader, BatchBench.beans())
                    .get("nightly")
                    .definition();
        }
    }
}
