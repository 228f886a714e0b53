package millwright.system;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Job jars of the operator's own, built outside this build as the README says, run by the packaged server. */
class OwnJobsIT {

    private static final Duration LONG_ENOUGH = Duration.ofMinutes(1);

    @TempDir
    private Path folder;

    private Path data;
    private int port;

    @Test
    void runsTheReadmesJobsAndThoseOfAFolder() throws IOException, InterruptedException {
        data = folder.resolve("data");
        Files.copy(
                ReadmeProject.build(Files.createDirectory(folder.resolve("project"))), folder.resolve("my-jobs.jar"));
        wordsIn(folder.resolve("more"));
        yamlIn(folder.resolve("more"));
        reportsIn(folder.resolve("more"));
        List<String> command = Readme.block("own-jobs-run");
        List<String> arguments = new ArrayList<>(
                List.of(command.get(0).replace("java -jar millwright.jar ", "").split(" ", -1)));
        arguments.addAll(List.of("--jobs", "more"));

        try (Millwright server = start(arguments)) {
            Api api = new Api(port, data).awaitReady(server);
            assertTrue(
                    server.output()
                            .contains("Your jobs: methods of com.example.Reports (reports.jar), nightly (my-jobs.jar),"
                                    + " words (words.jar), yaml (yaml.jar)"),
                    server::output);
            assertNightly(run(api, bodyOf(command)), server);
            assertWords(run(api, "{\"definition\": \"words\"}"));
            assertEquals("the job's own", exitStatus(run(api, "{\"definition\": \"yaml\"}")));
            assertMonthEnd(api);
            server.signal("TERM");
            assertEquals(0, server.exitCode(), server::output);
        }
        assertTrue(holdsACopy(), "the copy is not in the data folder");

        try (Millwright server = start(List.of("serve"))) {
            Api api = new Api(port, data).awaitReady(server);
            assertFalse(api.get("/definitions").body().contains("nightly"), "still there without --jobs");
            assertFalse(holdsACopy(), "the copy is left behind");
        }
    }

    /** By the bean's name and by class name, a parameter, and every item of the chunk step. */
    private static void assertNightly(JsonObject job, Millwright server) {
        JsonObject greet = job.getJsonArray("steps").getJsonObject(0);
        JsonObject count = job.getJsonArray("steps").getJsonObject(1);
        assertAll(
                () -> assertEquals("COMPLETED", job.getString("state"), job::toString),
                () -> assertEquals("Hello Ada", greet.getString("exit_status")),
                () -> assertEquals("1000", count.getString("read_count")),
                () -> assertEquals("1000", count.getString("write_count")),
                () -> assertTrue(server.output().contains("Numbers [901, "), server::output));
    }

    /** CDI across a nested jar, a class from beside, and our own API. */
    private static void assertWords(JsonObject job) {
        assertAll(
                () -> assertEquals("COMPLETED", job.getString("state"), job::toString),
                () -> assertEquals("\"WORDS\"", exitStatus(job)),
                () -> assertEquals(1, job.getJsonObject("result").getInt("attempt")));
    }

    /** A method: its parameters checked, its transient error tried again, its result an object. */
    private static void assertMonthEnd(Api api) {
        JsonObject job = run(api, "{\"definition\": \"month-end\", \"parameters\": {\"month\": \"2026-11\"}}");
        assertAll(
                () -> assertEquals("COMPLETED", job.getString("state"), job::toString),
                () -> assertEquals(
                        "{\"days\":30,\"attempts\":2}",
                        job.getJsonObject("result").toString()),
                () -> assertEquals(
                        "API_ERROR",
                        job.getJsonArray("attempts")
                                .getJsonObject(0)
                                .getJsonObject("error")
                                .getString("code")));
        HttpResponse<String> refused =
                api.post("/jobs", "{\"definition\": \"month-end\", \"parameters\": {\"month\": \"2026-13\"}}");
        assertEquals(422, refused.statusCode(), refused::body);
        assertTrue(refused.body().contains("/parameters/month"), refused::body);
    }

    /** The README's method, in a jar with nothing else. */
    private void reportsIn(Path more) throws IOException {
        JobJar.at(more.resolve("reports.jar"))
                .type(
                        "com.example.Reports",
                        String.join("\n", Readme.fences("method-jobs").get(0)),
                        JobJar.ofTheServer("millwright-engine", folder))
                .close();
    }

    /** A job jar with a library inside and another beside it, outside its folder. */
    private void wordsIn(Path more) throws IOException {
        Path engine = JobJar.ofTheServer("millwright-engine", folder);
        Path loud = JobJar.at(folder.resolve("loud.jar"))
                .type(
                        "org.example.Loud",
                        """
                        package org.example;
                        @jakarta.enterprise.context.ApplicationScoped
                        public class Loud {
                            public String say(String text) { return text.toUpperCase(java.util.Locale.ROOT); }
                        }
                        """)
                .close();
        Path quote = JobJar.at(folder.resolve("beside/quote.jar"))
                .type(
                        "org.example.Quote",
                        """
                        package org.example;
                        public class Quote {
                            public static String around(String text) { return '"' + text + '"'; }
                        }
                        """)
                .close();
        JobJar.at(more.resolve("words.jar"))
                .with("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\nClass-Path: ../beside/quote.jar\n")
                .inside("lib/loud.jar", loud)
                .definition("words", "words")
                .type(
                        "org.example.Words",
                        """
                        package org.example;
                        import jakarta.inject.*;
                        @Named @jakarta.enterprise.context.Dependent
                        public class Words extends jakarta.batch.api.AbstractBatchlet {
                            @Inject Loud loud;
                            @Inject millwright.job.Attempt attempt;
                            @Inject jakarta.batch.runtime.context.JobContext job;
                            public String process() {
                                attempt.result(jakarta.json.Json.createObjectBuilder()
                                        .add("attempt", attempt.number()).build());
                                return Quote.around(loud.say(job.getJobName()));
                            }
                        }
                        """,
                        loud,
                        quote,
                        engine)
                .close();
    }

    /** A job by class name, with a library that the application server has too, in a version of its own. */
    private static void yamlIn(Path more) throws IOException {
        Path library = JobJar.at(more.resolve("snakeyaml.jar"))
                .type(
                        "org.yaml.snakeyaml.Yaml",
                        """
                        package org.yaml.snakeyaml;
                        public class Yaml {
                            public static String whose() { return "the job's own"; }
                        }
                        """)
                .close();
        JobJar.at(more.resolve("yaml.jar"))
                .definition("yaml", "org.example.ReadYaml")
                .type(
                        "org.example.ReadYaml",
                        """
                        package org.example;
                        public class ReadYaml extends jakarta.batch.api.AbstractBatchlet {
                            public String process() { return org.yaml.snakeyaml.Yaml.whose(); }
                        }
                        """,
                        library)
                .close();
    }

    private Millwright start(List<String> arguments) {
        port = Millwright.freePort();
        List<String> all = new ArrayList<>(arguments);
        all.addAll(List.of("--port", "" + port, "--data", "" + data));
        return Millwright.run(folder, Map.of(), all.toArray(String[]::new));
    }

    private static JsonObject run(Api api, String body) {
        HttpResponse<String> submitted = api.post("/jobs", body);
        assertEquals(201, submitted.statusCode(), submitted::body);
        return api.awaitOver(Api.json(submitted.body()).getString("id"), LONG_ENOUGH);
    }

    private static String exitStatus(JsonObject job) {
        return job.getJsonArray("steps").getJsonObject(0).getString("exit_status");
    }

    /** What the README's curl sends. */
    private static String bodyOf(List<String> command) {
        Matcher body = Pattern.compile("-d '([^']+)'").matcher(String.join("\n", command));
        assertTrue(body.find(), command::toString);
        return body.group(1);
    }

    private boolean holdsACopy() throws IOException {
        try (Stream<Path> files = Files.list(data.resolve("server"))) {
            return files.anyMatch(file -> file.getFileName().toString().startsWith("millwright-with-jobs"));
        }
    }
}
