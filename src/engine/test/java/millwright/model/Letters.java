package millwright.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import millwright.job.JobRequest;
import millwright.job.Priority;
import millwright.job.Resolution;

/** Resolves dead letters, one at a time. */
final class Letters {

    private static final String OPERATOR = "operator";

    private final World world;

    Letters(World world) {
        this.world = world;
    }

    void retry(ModelJob job) {
        boolean can = job.isRetryable() && world.names.canTakeAgain(job.id, job.request, world.now);
        Resolution answer = world.deadLetters.retry(List.of(job.id), OPERATOR).get(0);
        assertEquals(can, answer.done(), answer::toString);
        if (can) {
            job.retried(world.now);
            if (Names.needsAgain(job.request)) {
                world.names.take(job.id, job.request, world.now);
            }
        }
    }

    /** A new job, with nothing of the old one's times but how long it may take. */
    void redrive(ModelJob job) {
        boolean can = job.isRetryable() && world.names.canTakeAgain(job.id, job.request, world.now);
        Duration total =
                job.deadline == null ? null : job.request.totalTimeout().orElse(null);
        Resolution answer = world.deadLetters.redrive(List.of(job.id), OPERATOR).get(0);
        assertEquals(can, answer.done(), answer::toString);
        if (can) {
            job.discarded = true;
            UUID id = answer.job().orElseThrow();
            JobRequest request = again(job, total);
            world.model.put(id, new ModelJob(id, world.model.size() + 1, request, world.now));
            world.names.take(id, request, world.now);
        }
    }

    private static JobRequest again(ModelJob letter, Duration total) {
        JobRequest old = letter.request;
        JobRequest request = JobRequest.of(old.definition(), OPERATOR)
                .withQueue(old.queue().orElseThrow())
                .withPriority(Priority.ofRank(letter.priority));
        if (total != null) {
            request = request.withTotalTimeout(total);
        }
        if (old.startTimeout().isPresent()) {
            request = request.withStartTimeout(old.startTimeout().get());
        }
        if (old.concurrency().isPresent()) {
            request = request.withConcurrency(old.concurrency().get());
        }
        return Names.needsAgain(old) ? request.withUnique(old.unique().get()) : request;
    }

    void discard(ModelJob job) {
        assertEquals(
                true,
                world.deadLetters
                        .discard(List.of(job.id), OPERATOR, "why not")
                        .get(0)
                        .done());
        job.discarded = true;
    }
}
