package millwright.method;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.ConversationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.SessionScoped;
import jakarta.enterprise.inject.Alternative;
import java.io.InputStream;
import java.io.Serializable;
import java.time.Duration;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import millwright.database.Json;
import millwright.job.ConcurrencyKey;
import millwright.job.JobContext;
import millwright.job.JobDefinition;
import millwright.retry.RetryPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** M1: what becomes a definition when the application starts, and what keeps it from starting. */
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

    @Dependent
    static class Private {
        @BackgroundJob
        @SuppressWarnings("UnusedMethod")
        private void work() {
            // never called
        }
    }

    @Dependent
    static class PackagePrivate {
        @BackgroundJob
        void work() {
            // never called
        }
    }

    @Dependent
    static class Static {
        @BackgroundJob
        public static void work() {
            // never called
        }
    }

    @Dependent
    static class Final {
        @BackgroundJob
        public final void work() {
            // never called
        }
    }

    @SessionScoped
    static class OfASession implements Serializable {
        @BackgroundJob
        public void work() {
            // never called
        }
    }

    @ConversationScoped
    static class OfAConversation implements Serializable {
        @BackgroundJob
        public void work() {
            // never called
        }
    }

    @Dependent
    static class Overloaded {
        @BackgroundJob
        public void work(int a) {
            // never called
        }

        @BackgroundJob
        public void work(String a) {
            // never called
        }
    }

    @Dependent
    static class Unmappable {
        @BackgroundJob
        public void work(int good, InputStream content) {
            // never called
        }
    }

    @Dependent
    static class UnmappableResult {
        @BackgroundJob
        public Thread work() {
            return Thread.currentThread();
        }
    }

    @Dependent
    static class SameNames {
        @BackgroundJob
        public void work(@Param("a") int one, @Param("a") int other) {
            // never called
        }
    }

    @Dependent
    static class WrongDefault {
        @BackgroundJob
        public void work(@Param(defaultValue = "many") int copies) {
            // never called
        }
    }

    @Dependent
    static class WrongTimeout {
        @BackgroundJob(timeout = "5 minutes")
        public void work() {
            // never called
        }
    }

    @Dependent
    static class EndlessTimeout {

        @BackgroundJob(totalTimeout = "P4000D")
        public void work() {
            // never called
        }
    }

    @Dependent
    static class WrongStart {

        @BackgroundJob(startTimeout = "PT0S")
        public void work() {
            // never called
        }
    }

    @Dependent
    static class WrongQueue {

        @BackgroundJob(queue = "no blanks")
        public void work() {
            // never called
        }
    }

    @Dependent
    static class WrongRetries {
        @BackgroundJob(maxAttempts = -1)
        public void work() {
            // never called
        }
    }

    @Dependent
    static class Both {
        @BackgroundJob
        @RunAsJob
        public void work() {
            // never called
        }
    }

    @RunAsJob
    @Dependent
    static class OnTheClass {
        public void work() {
            // never called
        }
    }

    @ApplicationScoped
    static class AnotherHeir extends Basic {}

    @Dependent
    static class Namesake {
        @BackgroundJob(name = "work")
        public void other() {
            // never called
        }
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                arguments(List.of(Private.class), "Private.work(): is not public"),
                arguments(List.of(PackagePrivate.class), "PackagePrivate.work(): is not public"),
                arguments(List.of(Static.class), "Static.work(): is static"),
                arguments(List.of(Final.class), "Final.work(): is final"),
                arguments(List.of(OfASession.class), "OfASession.work(): its bean is @SessionScoped"),
                arguments(List.of(OfAConversation.class), "OfAConversation.work(): its bean is @ConversationScoped"),
                arguments(List.of(Overloaded.class), ", which it overloads: give each a name"),
                arguments(List.of(Unmappable.class), "work(int, InputStream): argument 'content': java.io.InputStream"),
                arguments(List.of(UnmappableResult.class), "work(): its result: java.lang.Thread"),
                arguments(List.of(SameNames.class), "work(int, int): two arguments are named 'a'"),
                arguments(List.of(WrongDefault.class), "argument 'copies': its default many is no JSON"),
                arguments(List.of(WrongTimeout.class), "work(): timeout is '5 minutes', expected a duration"),
                arguments(
                        List.of(EndlessTimeout.class),
                        "work(): totalTimeout is P4000D, expected a duration above zero"),
                arguments(List.of(WrongStart.class), "work(): startTimeout is PT0S, expected a duration above zero"),
                arguments(List.of(WrongQueue.class), "work(): queue is 'no blanks', expected up to 100 letters"),
                arguments(List.of(WrongRetries.class), "work(): its retries: max_attempts is -1, expected"),
                arguments(List.of(Both.class), "has both @BackgroundJob and @RunAsJob"),
                arguments(List.of(OnTheClass.class, RunAsJobInterceptor.class, NoCalls.class), "is on the class"),
                arguments(List.of(Basic.class, AnotherHeir.class), "is ambiguous: it is a method of"),
                arguments(List.of(Basic.class, Namesake.class), "the name 'work' is taken by"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatCouldNotBeCalledKeepsTheApplicationFromStarting(List<Class<?>> beans, String reason) {
        Exception refused = assertThrows(Exception.class, () -> new Beans(beans.toArray(Class<?>[]::new)));
        assertTrue(refused.getMessage().contains(reason), refused.getMessage());
        assertTrue(refused.getMessage().contains(getClass().getName() + "$"), refused.getMessage());
    }

    @Test
    void aDuplicateNameIsToldWithBothPlaces() {
        Exception refused = assertThrows(Exception.class, () -> new Beans(Basic.class, Namesake.class));
        assertTrue(refused.getMessage().contains("JobMethodsTest$Basic.work()"), refused.getMessage());
        assertTrue(refused.getMessage().contains("JobMethodsTest$Namesake.other()"), refused.getMessage());
    }

    @Test
    void anArgumentWithoutANameIsRefused() throws Exception {
        // as javac leaves it without -parameters: a class of the platform's
        var nameless = Runtime.class.getMethod("load", String.class).getParameters()[0];
        UnmappableException refused = assertThrows(UnmappableException.class, () -> MethodParameter.of(nameless, 1));
        assertEquals(
                "argument 1 (String) has no name: compile with -parameters, or say @Param(\"…\")",
                refused.getMessage());
    }

    private static JobDefinition definition(Beans beans, String name) {
        return beans.methods().definitions(Beans.CONFIGURED).stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
