package millwright.method;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.io.InputStream;
import java.time.Duration;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import millwright.database.Json;
import millwright.job.ConcurrencyKey;
import millwright.job.JobContext;
import millwright.job.JobDefinition;
import millwright.retry.RetryPolicy;
import org.junit.jupiter.api.Test;

/** M1: what becomes a definition when the application starts. */
class JobMethodsTest {

    @ApplicationScoped
    static class Reports {

        @BackgroundJob(
                name = "monthly-report",
                title = "Monthly report",
                description = "All figures of a month.",
                queue = "reports",
                priority = millwright.job.Priority.HIGH,
                startTimeout = "PT12H",
                timeout = "PT5M",
                totalTimeout = "PT1H",
                maxAttempts = 3,
                retryDelay = "PT2S",
                retryFactor = 3,
                retryMaxDelay = "PT1M",
                concurrency = 2,
                keep = "P7D")
        public void build(
                @Param(description = "Which month") YearMonth month,
                @Param(value = "copies", defaultValue = "1") int number,
                @Param(defaultValue = "pdf") String format,
                Optional<String> note,
                JobContext context) {
            // nothing to do
        }

        @BackgroundJob
        public void plain() {
            // nothing to do
        }
    }

    @Test
    void aMethodIsADefinitionWithAllItsAnnotationSays() {
        try (Beans beans = new Beans(Reports.class)) {
            List<JobDefinition> definitions = beans.methods().definitions(Beans.CONFIGURED);
            assertEquals(2, definitions.size());
            JobDefinition report = definition(beans, "monthly-report");
            assertEquals(JobDefinition.Kind.METHOD, report.kind());
            assertEquals("Monthly report", report.title());
            assertEquals("All figures of a month.", report.description());
            assertEquals("reports", report.queue());
            assertEquals(millwright.job.Priority.HIGH, report.priority());
            assertEquals(Optional.of(Duration.ofMinutes(5)), report.policy().timeout());
            assertEquals(Optional.of(Duration.ofHours(12)), report.policy().startTimeout());
            assertEquals(Optional.of(Duration.ofHours(1)), report.policy().totalTimeout());
            assertEquals(Optional.of(Duration.ofDays(7)), report.policy().keep());
            assertEquals(
                    new RetryPolicy(3, Duration.ofSeconds(2), 3, Duration.ofMinutes(1)),
                    report.policy().retry());
            assertEquals(
                    Optional.of(new ConcurrencyKey("definition:monthly-report", 2)),
                    report.policy().concurrency());
            assertEquals(Optional.empty(), report.problem());
        }
    }

    @Test
    void theSchemaIsTheSignature() {
        try (Beans beans = new Beans(Reports.class)) {
            assertEquals(
                    Json.object(
                            """
                            {"type": "object",
                             "properties": {
                               "month": {"type": "string", "format": "year-month", "description": "Which month"},
                               "copies": {"type": "integer", "minimum": -2147483648, "maximum": 2147483647,
                                          "default": 1},
                               "format": {"type": "string", "default": "pdf"},
                               "note": {"type": ["string", "null"]}},
                             "required": ["month"],
                             "additionalProperties": false}
                            """),
                    definition(beans, "monthly-report").parameters().document());
        }
    }

    @Test
    void withoutAnyWordsTheDefinitionIsNamedByItsPlace() {
        try (Beans beans = new Beans(Reports.class)) {
            JobDefinition plain = definition(beans, "Reports.plain");
            assertEquals("Reports.plain", plain.title());
            assertEquals(JobDefinition.DEFAULT_QUEUE, plain.queue());
            assertEquals(Beans.CONFIGURED, plain.policy().retry(), "what the annotation leaves open is as configured");
            assertEquals(Optional.empty(), plain.policy().timeout());
        }
    }

    @ApplicationScoped
    static class Tracked {
        @RunAsJob("process")
        public int process(String file, InputStream content) {
            return file.length();
        }
    }

    @Test
    void aTrackedMethodIsADefinitionThatOnlyItsCallersRun() {
        try (Beans beans = new Beans(Tracked.class, RunAsJobInterceptor.class, NoCalls.class)) {
            JobDefinition process = definition(beans, "process");
            assertEquals(Optional.of("it runs only when its method is called (@RunAsJob)"), process.problem());
            assertEquals(
                    "[file]",
                    process.parameters()
                            .document()
                            .getJsonObject("properties")
                            .keySet()
                            .toString());
        }
    }

    @ApplicationScoped
    static class Basic {
        @BackgroundJob(name = "work")
        public void work() {
            // replaced
        }
    }

    @Alternative
    @Priority(1)
    @ApplicationScoped
    static class Better extends Basic {}

    @Test
    void anAlternativeTakesThePlaceOfWhatItReplaces() {
        try (Beans beans = new Beans(Basic.class, Better.class)) {
            assertEquals(1, beans.methods().jobs().size());
        }
    }

    @ApplicationScoped
    static class Quiet extends Basic {
        @Override
        public void work() {
            // no job here
        }
    }

    @Test
    void aMethodOverriddenWithoutTheAnnotationIsNoJob() {
        try (Beans beans = new Beans(Quiet.class)) {
            assertEquals(0, beans.methods().jobs().size());
        }
    }

    private static JobDefinition definition(Beans beans, String name) {
        return beans.methods().definitions(Beans.CONFIGURED).stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
