package millwright.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.inject.Named;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import millwright.database.Json;
import millwright.job.AttemptEnd;
import millwright.job.AttemptOutcome;
import millwright.job.JobDefinition;
import millwright.job.Priority;
import millwright.job.RunningAttempt;
import millwright.retry.RetryPolicy;
import millwright.testing.PostgresTest;
import millwright.testing.TestDatabase;
import org.jberet.creation.BatchCDIExtension;
import org.junit.jupiter.api.Test;

/** B13: a batch job that Java code defines. */
@PostgresTest
class BatchJobTest extends ItemsJobTest {

    BatchJobTest(TestDatabase database) {
        super(database);
    }

    /** What an application has. */
    @Dependent
    static class Jobs {

        @Produces
        static BatchJob javaItems() {
            return BatchJob.named("java-items")
                    .title("Items")
                    .description("Writes numbers.")
                    .queue("night")
                    .priority(Priority.HIGH)
                    .retry(new RetryPolicy(3, Duration.ofSeconds(1), 2, Duration.ofMinutes(1)))
                    .startTimeout(Duration.ofMinutes(30))
                    .timeout(Duration.ofHours(1))
                    .concurrency(2)
                    .parameters(
                            Json.object(
                                    """
                                    {"properties": {"factor": {"type": "integer", "minimum": 1, "default": 1}}}
                                    """))
                    .then(BatchStep.named("import")
                            .reader(NumbersReader.class)
                            .processor("numbersProcessor")
                            .writer("numbersWriter", Map.of("factor", "#{jobParameters['factor']}"))
                            .itemCount(10)
                            .skip(20, InvalidItemException.class)
                            .next("both"))
                    .then(BatchSplit.named("both")
                            .flow(BatchFlow.named("one")
                                    .then(BatchStep.named("first").batchlet("lastBatchlet")))
                            .flow(BatchFlow.named("two")
                                    .then(BatchStep.named("second").batchlet(PlainBatchlet.class)))
                            .next("report"))
                    .then(BatchStep.named("report")
                            .batchlet("reportBatchlet")
                            .endOn("NEVER", null)
                            .nextOn("*", "last"))
                    .then(BatchStep.named("last").batchlet(PlainBatchlet.class));
        }
    }

    @Dependent
    static class Broken {

        @Produces
        static BatchJob broken() {
            return BatchJob.named("broken")
                    .then(BatchStep.named("a").batchlet("none").next("c"))
                    .then(BatchStep.named("b").reader(NumbersReader.class).writer(PlainBatchlet.class));
        }

        @Produces
        static BatchJob twice() {
            return BatchJob.named("twice")
                    .then(BatchStep.named("a").batchlet(PlainBatchlet.class))
                    .then(BatchStep.named("a").batchlet(PlainBatchlet.class));
        }

        @Produces
        @Named("unhappy")
        static BatchJob unhappy() {
            return BatchJob.named(" ");
        }
    }

    @Dependent
    static class LikeTheClassPath {

        @Produces
        static BatchJob items() {
            return BatchJob.named("items").then(BatchStep.named("a").batchlet(PlainBatchlet.class));
        }
    }

    @Test
    void itIsListedWithItsDefaults() {
        JobDefinition definition = bench.runner().definitions().stream()
                .filter(known -> known.name().equals("java-items"))
                .findFirst()
                .orElseThrow();
        assertEquals(Optional.empty(), definition.problem());
        assertEquals("Items", definition.title());
        assertEquals("night", definition.queue());
        assertEquals(Priority.HIGH, definition.priority());
        assertEquals(3, definition.policy().retry().maxAttempts());
        assertEquals(Optional.of(Duration.ofMinutes(30)), definition.policy().startTimeout());
        assertEquals(Optional.of(Duration.ofHours(1)), definition.policy().timeout());
        assertEquals(2, definition.policy().concurrency().orElseThrow().slots());
        assertTrue(
                definition.parameters().document().getJsonObject("properties").containsKey("factor"));
    }

    @Test
    void itRunsAllItsElements() {
        RunningAttempt attempt = bench.claim("java-items");
        AttemptEnd end = bench.run(attempt);
        assertEquals(AttemptOutcome.COMPLETED, end.outcome(), () -> end.error().message());
        assertEquals(numbersTo(ITEMS), bench.written());
        assertEquals(
                List.of("COMPLETED"),
                bench.batchJobs().progress(attempt.jobId()).steps().stream()
                        .map(StepView::batchStatus)
                        .distinct()
                        .toList());
        assertEquals(5, bench.batchJobs().progress(attempt.jobId()).steps().size());
    }

    @Test
    void itGoesOnFromItsCheckpoint() {
        script.beforeWriting = numbers -> {
            if (numbers.contains(25)) {
                throw new IllegalStateException("once");
            }
        };
        RunningAttempt first = bench.claim("java-items");
        assertEquals(AttemptOutcome.FAILED, bench.run(first).outcome());
        script.beforeWriting = numbers -> {};
        assertEquals(AttemptOutcome.COMPLETED, bench.run(bench.next(first)).outcome());
        assertEquals(numbersTo(ITEMS), bench.written());
    }

    @Test
    void whatIsWrongWithItIsSaidAndKeepsNoOtherFromStarting() {
        try (SeContainer container = container(Broken.class)) {
            BatchDefinitions definitions = new BatchDefinitions(noXml(), container.getBeanManager());
            String broken = definitions.get("broken").definition().problem().orElseThrow();
            assertTrue(broken.contains("BatchJob 'broken': step 'a' has next='c'"), broken);
            assertTrue(broken.contains("ref 'none'"), broken);
            assertTrue(broken.contains("PlainBatchlet, which is not a jakarta.batch.api.chunk.ItemWriter"), broken);
            assertFalse(definitions
                    .get("twice")
                    .definition()
                    .problem()
                    .orElseThrow()
                    .isBlank());
            assertTrue(definitions.all().stream()
                    .anyMatch(found -> found.name().contains("unhappy")
                            && found.problem().orElseThrow().contains("expected a text")));
        }
    }

    @Test
    void aNameThatAJobXmlHasIsRefused() {
        try (SeContainer container = container(LikeTheClassPath.class)) {
            String refusal = assertThrows(
                            IllegalStateException.class,
                            () -> new BatchDefinitions(BatchBench.loader(), container.getBeanManager()))
                    .getMessage();
            assertTrue(refusal.contains("'items'") && refusal.contains("LikeTheClassPath"), refusal);
        }
    }

    private static ClassLoader noXml() {
        return new ClassLoader(BatchBench.loader()) {
            @Override
            public java.util.Enumeration<java.net.URL> getResources(String name) {
                return java.util.Collections.emptyEnumeration();
            }
        };
    }

    private static SeContainer container(Class<?> bean) {
        return SeContainerInitializer.newInstance()
                .disableDiscovery()
                .addExtensions(new BatchCDIExtension(), new BatchBeans())
                .addBeanClasses(bean)
                .initialize();
    }
}
