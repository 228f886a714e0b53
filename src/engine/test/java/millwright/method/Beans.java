package millwright.method;

import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.enterprise.inject.spi.BeanManager;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import millwright.database.Json;
import millwright.job.Attempt;
import millwright.job.AttemptEnd;
import millwright.job.AttemptScope;
import millwright.job.ClaimedJob;
import millwright.job.RunningAttempt;
import millwright.retry.RetryPolicy;

/** An application of the test's own beans, with the engine's CDI parts and without its database. */
final class Beans implements AutoCloseable {

    static final RetryPolicy CONFIGURED = new RetryPolicy(3, Duration.ofSeconds(1), 2, Duration.ofMinutes(5));

    private final SeContainer container;
    private final MethodRunner runner;

    Beans(Class<?>... beans) {
        this.container = SeContainerInitializer.newInstance()
                .disableDiscovery()
                .addExtensions(new JobMethods())
                .addPackages(Attempt.class)
                .addBeanClasses(beans)
                .initialize();
        this.runner = new MethodRunner(methods(), CONFIGURED, container.getBeanManager(), OpenTransactions.NONE);
    }

    JobMethods methods() {
        return container.getBeanManager().getExtension(JobMethods.class);
    }

    BeanManager manager() {
        return container.getBeanManager();
    }

    MethodRunner runner() {
        return runner;
    }

    <T> T get(Class<T> type) {
        return container.select(type).get();
    }

    /** Runs an attempt as a worker would. */
    AttemptEnd run(String definition, String parameters) {
        return run(attempt(definition, parameters));
    }

    AttemptEnd run(RunningAttempt attempt) {
        return AttemptScope.during(attempt, () -> runner.run(attempt));
    }

    static RunningAttempt attempt(String definition, String parameters) {
        return new RunningAttempt(new ClaimedJob(
                UUID.randomUUID(),
                definition,
                "default",
                Json.object(parameters),
                Json.object("{}"),
                List.of(),
                1,
                1,
                1,
                UUID.randomUUID(),
                null,
                null,
                "test",
                null));
    }

    @Override
    public void close() {
        container.close();
    }
}
