package millwright.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.batch.api.BatchProperty;
import jakarta.batch.operations.JobOperator;
import jakarta.batch.operations.JobStartException;
import jakarta.batch.runtime.BatchRuntime;
import jakarta.batch.runtime.context.JobContext;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.stream.Stream;
import org.jberet.creation.ArtifactCreationContext;
import org.jberet.creation.BatchCDIExtension;
import org.jberet.job.model.Properties;
import org.jberet.operations.DelegatingJobOperator;
import org.jberet.runtime.JobExecutionImpl;
import org.jberet.runtime.JobInstanceImpl;
import org.jberet.runtime.context.JobContextImpl;
import org.junit.jupiter.api.Test;

/** B5: JBeret's beans beside those of a server's own batch runtime, and where there is none. */
class BatchBeansTest {

    @Dependent
    static class Artifact {

        @Inject
        @BatchProperty(name = "colour")
        String colour;

        @Inject
        @BatchProperty(name = "size")
        int size;

        @Inject
        JobContext context;
    }

    @Dependent
    static class Host {

        @Inject
        JobOperator operator;
    }

    @Test
    void anArtifactOfTheServersBatchGetsTheServersContextAndProperties() {
        try (SeContainer container = container(Artifact.class, new ServerBatch())) {
            Artifact artifact = container.select(Artifact.class).get();
            assertSame(ServerBatch.CONTEXT, artifact.context);
            assertEquals("server's colour", artifact.colour);
            // of a type that the server does not produce
            assertEquals(0, artifact.size);
        }
    }

    @Test
    void anArtifactOfAnAttemptGetsItsOwn() {
        try (SeContainer container = container(Artifact.class, new ServerBatch())) {
            Artifact artifact = inAttempt(container);
            assertTrue(artifact.context instanceof JobContextImpl, () -> "context: " + artifact.context);
            assertEquals("green", artifact.colour);
            assertEquals(7, artifact.size);
            assertSame(ServerBatch.CONTEXT, container.select(Artifact.class).get().context);
        }
    }

    @Test
    void anAttemptNeedsNoBatchRuntimeOfTheServers() {
        try (SeContainer container = container(Artifact.class)) {
            assertEquals("green", inAttempt(container).colour);
            Artifact outside = container.select(Artifact.class).get();
            assertNull(outside.colour);
            assertNull(outside.context);
        }
    }

    @Test
    void theJobOperatorIsTheServers() {
        try (SeContainer container = container(Host.class, new ServerBatch())) {
            assertSame(ServerBatch.OPERATOR, container.select(Host.class).get().operator);
        }
    }

    @Dependent
    static class QualifiedHost {

        @Inject
        @Millwright
        JobOperator operator;

        @Inject
        JobOperator containers;
    }

    @Test
    void theEnginesJobOperatorIsInjectedByItsQualifierBesideTheServers() {
        try (SeContainer container = container(QualifiedHost.class, new ServerBatch())) {
            QualifiedHost host = container.select(QualifiedHost.class).get();
            assertSame(ServerBatch.OPERATOR, host.containers);
            assertReachesTheEngines(host.operator);
        }
    }

    @Test
    void theEnginesJobOperatorIsInjectedWithoutQualifierWhereThatIsConfigured() {
        try (SeContainer container = container(new BatchBeans(() -> true), QualifiedHost.class, new ServerBatch())) {
            QualifiedHost host = container.select(QualifiedHost.class).get();
            assertReachesTheEngines(host.containers);
            assertReachesTheEngines(host.operator);
        }
    }

    @Test
    void batchRuntimeLeadsToTheEnginesJobOperatorWhereItFindsJBeret() {
        assertReachesTheEngines(BatchRuntime.getJobOperator());
    }

    private static void assertReachesTheEngines(JobOperator operator) {
        JobOperator engines = new DelegatingJobOperator() {
            @Override
            public Set<String> getJobNames() {
                return Set.of("a job of the engine's");
            }
        };
        OperatorContext.enter(engines);
        try {
            OperatorContext.leave(new DelegatingJobOperator());
            assertEquals(Set.of("a job of the engine's"), operator.getJobNames());
        } finally {
            OperatorContext.leave(engines);
        }
        String message =
                assertThrows(IllegalStateException.class, operator::getJobNames).getMessage();
        assertTrue(message.contains("has not started, or has ended"), message);
    }

    private static Artifact inAttempt(SeContainer container) {
        Properties properties = new Properties();
        properties.getNameValues().put("colour", "green");
        properties.getNameValues().put("size", "7");
        ArtifactCreationContext.resetArtifactCreationContext(jobContext(), null, properties);
        try {
            Artifact artifact = container.select(Artifact.class).get();
            assertNotNull(artifact);
            return artifact;
        } finally {
            ArtifactCreationContext.removeCurrentArtifactCreationContext();
        }
    }

    private static JobContextImpl jobContext() {
        ClassLoader loader = BatchBench.loader();
        try {
            JobInstanceImpl instance = new JobInstanceImpl(
                    new BatchDefinitions(loader, BatchBench.beans())
                            .get("plain-classes")
                            .model(),
                    null,
                    "plain");
            return new JobContextImpl(
                    new JobExecutionImpl(instance, new java.util.Properties()),
                    null,
                    null,
                    null,
                    new AttemptEnvironment(null, null, null, loader, null, null));
        } catch (JobStartException e) {
            throw new AssertionError(e);
        }
    }

    private static SeContainer container(Class<?> bean, Extension... more) {
        return container(new BatchBeans(), bean, more);
    }

    private static SeContainer container(BatchBeans beans, Class<?> bean, Extension... more) {
        return SeContainerInitializer.newInstance()
                .disableDiscovery()
                .addExtensions(Stream.concat(Stream.of(new BatchCDIExtension(), beans), Stream.of(more))
                        .toArray(Extension[]::new))
                .addBeanClasses(bean)
                .initialize();
    }
}
