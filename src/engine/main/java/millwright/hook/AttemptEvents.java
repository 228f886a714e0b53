package millwright.hook;

import jakarta.enterprise.inject.spi.BeanManager;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import millwright.job.AttemptEnd;
import millwright.job.AttemptOutcome;
import millwright.job.RunningAttempt;
import millwright.retry.JobError;

/** Tells observers of attempts. Who observes is known when the application has started. */
final class AttemptEvents {

    private static final Logger LOG = Logger.getLogger(AttemptEvents.class.getName());

    private final BeanManager beans;
    private final boolean startObserved;
    private final boolean endObserved;

    AttemptEvents(BeanManager beans) {
        this.beans = beans;
        this.startObserved =
                !beans.resolveObserverMethods(new AttemptStarted("", null)).isEmpty();
        this.endObserved = !beans.resolveObserverMethods(
                        new AttemptEnded("", null, AttemptOutcome.COMPLETED, Optional.empty(), Duration.ZERO))
                .isEmpty();
    }

    boolean areObserved() {
        return startObserved || endObserved;
    }

    AttemptEnd around(RunningAttempt attempt, Supplier<AttemptEnd> work) {
        long begun = System.nanoTime();
        if (startObserved) {
            fire(new AttemptStarted(attempt.definition(), attempt));
        }
        AttemptEnd end;
        try {
            end = work.get();
        } catch (RuntimeException | Error thrown) {
            end = AttemptEnd.failed(thrown);
        }
        if (endObserved) {
            Optional<JobError> error = Optional.ofNullable(end.error());
            Duration took = Duration.ofNanos(System.nanoTime() - begun);
            fire(new AttemptEnded(attempt.definition(), attempt, end.outcome(), error, took));
        }
        return end;
    }

    private void fire(Object event) {
        try {
            beans.getEvent().fire(event);
        } catch (RuntimeException | Error e) {
            // an attempt that has done its work has done it, whoever chokes on that
            LOG.log(Level.WARNING, "An observer of " + event.getClass().getSimpleName() + " failed", e);
        }
    }
}
