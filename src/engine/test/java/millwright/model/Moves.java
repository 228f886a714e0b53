package millwright.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import millwright.job.AttemptEnd;
import millwright.job.AttemptOutcome;
import millwright.job.Dependency.OnFailure;
import millwright.job.JobOverException;
import millwright.job.JobRequest;
import millwright.job.JobState;
import millwright.job.Priority;
import millwright.job.RunningAttempt;
import millwright.job.Submission;
import millwright.queue.QueueSteps;
import millwright.queue.QueueSteps.Appetite;
import millwright.queue.QueueSteps.Ending;
import millwright.retry.ErrorCategory;
import millwright.retry.JobError;

/** Plays steps: on the database, on the model, and what can be said of the answer at once. */
final class Moves {

    private static final JobError ERROR = new JobError(JobError.DATA_ERROR, ErrorCategory.TRANSIENT, "no");
    private static final List<AttemptOutcome> FAILURES = List.of(AttemptOutcome.FAILED, AttemptOutcome.TIMED_OUT);

    private final World world;
    private final Claims claims;
    private final Letters letters;
    private final Losses losses;
    private final Orders orders;
    private final Reports reports;

    Moves(World world) {
        this.world = world;
        this.claims = new Claims(world);
        this.letters = new Letters(world);
        this.losses = new Losses(world);
        this.orders = new Orders(world);
        this.reports = new Reports(world);
    }

    void play(Step step) {
        switch (step.kind()) {
            case SUBMIT -> submit(step);
            case CLAIM -> claim(step);
            case RECORD -> record(step);
            case REPORT -> report(step);
            case CANCEL -> any(world.model.values(), step.which()).ifPresent(this::cancel);
            case RUN_NOW -> any(forRunNow(step), step.which()).ifPresent(orders::runNow);
            case REPRIORITISE -> orders.reprioritise(some(step), Priority.ofRank(step.amount() % 4));
            case RETRY -> any(deadLetters(), step.which()).ifPresent(this::retry);
            case REDRIVE -> any(deadLetters(), step.which()).ifPresent(letters::redrive);
            case DISCARD -> any(deadLetters(), step.which()).ifPresent(letters::discard);
            case DIE -> losses.die(of(world.living, step.which()));
            case RESCUE -> losses.rescue();
            case GIVE_BACK -> losses.giveBack(of(world.living, step.which()), step);
            case GIVE_BACK_UNBEGUN -> losses.giveBackUnbegun(of(world.living, step.which()));
            case QUEUE -> limit(of(World.QUEUES, step.which()), step);
            case SETTLE -> settle();
            case PROMOTE -> promote();
            case SWEEP -> sweep();
            case CLOCK -> world.move(of(Requests.TIMES, step.how()));
        }
    }

    private void submit(Step step) {
        JobRequest request =
                Requests.of(step.which() + step.how() * 10_000L, world.now, List.copyOf(world.model.keySet()));
        Optional<UUID> holder = world.names.holder(request, world.now);
        Submission submission = world.jobs.accept(request);
        assertEquals(holder.isEmpty(), submission.created(), () -> request.unique() + " is held by " + holder);
        if (submission.created()) {
            UUID id = submission.id();
            world.model.put(id, new ModelJob(id, world.model.size() + 1, request, world.now));
            world.names.take(id, request, world.now);
        } else {
            assertEquals(holder.orElseThrow(), submission.id());
        }
    }

    private void claim(Step step) {
        boolean byTheDead = step.is(0, 10) && !world.dead.isEmpty();
        UUID node = byTheDead ? of(world.dead, step.which()) : of(world.living, step.which());
        int ahead = step.is(1, 3) ? step.amount() % 3 : 0;
        int aged = step.is(1, 4) ? 1 : 0;
        // a node that knows all it runs never gets the same job twice; the lease holds for one that does not
        List<UUID> running = step.is(2, 7) ? List.of() : world.running(node);
        claims.claim(node, running, new Appetite(1 + step.amount() % 4, ahead, aged));
    }

    List<RunningAttempt> claim(UUID node, Appetite appetite) {
        return claims.claim(node, world.running(node), appetite);
    }

    private void record(Step step) {
        List<Ending> endings = new ArrayList<>();
        int draw = step.how();
        for (int i = 0; i < 1 + step.amount() % 3 && !world.held.isEmpty(); i++) {
            RunningAttempt attempt = world.held.remove(step.which() % world.held.size());
            endings.add(ending(step.is(3, 11) ? forged(attempt) : attempt, draw % 10));
            draw /= 10;
        }
        record(endings);
    }

    private void report(Step step) {
        any(world.held, step.which())
                .ifPresent(held -> reports.report(step.is(3, 11) ? forged(held) : held, step.amount()));
    }

    /** After a failover to a standby that had not heard of a claim, two nodes may have been given the same lease. */
    private RunningAttempt forged(RunningAttempt attempt) {
        return QueueSteps.ofAnotherNode(attempt, world.living.get(0));
    }

    void record(List<Ending> endings) {
        Set<UUID> expected = new HashSet<>();
        endings.forEach(ending -> {
            ModelJob job = world.model.get(ending.attempt().jobId());
            if (job.isHeldBy(ending.attempt())) {
                expected.add(job.id);
                boolean failed = FAILURES.contains(ending.end().outcome()) && ending.retryAfter() != null;
                job.ended(
                        ending.end().outcome(),
                        QueueSteps.hasBegun(ending),
                        failed ? world.now.plus(ending.retryAfter()) : null);
                world.over(job);
            }
        });
        assertEquals(expected, world.queue.record(endings), "recorded");
    }

    private static Ending ending(RunningAttempt attempt, int draw) {
        return switch (draw) {
            case 0 -> new Ending(attempt, AttemptEnd.failed(ERROR));
            case 1 -> new Ending(attempt, AttemptEnd.failed(ERROR), Duration.ofSeconds(1));
            case 2 -> new Ending(attempt, AttemptEnd.timedOut(ERROR));
            case 3 -> new Ending(attempt, AttemptEnd.timedOut(ERROR), Duration.ofSeconds(30));
            case 4 -> new Ending(attempt, AttemptEnd.released());
            case 5 -> new Ending(attempt, AttemptEnd.cancelled());
            default -> new Ending(attempt, AttemptEnd.completed(null));
        };
    }

    void cancel(ModelJob job) {
        if (job.state.isFinal()) {
            assertThrows(JobOverException.class, () -> world.jobs.cancel(job.id));
        } else {
            assertTrue(world.jobs.cancel(job.id).isPresent());
            if (job.state == JobState.RUNNING) {
                job.cancelAsked = true;
            } else {
                end(job, JobState.CANCELLED);
            }
        }
    }

    /** Mostly those that it can be asked of. */
    private Collection<ModelJob> forRunNow(Step step) {
        return step.is(0, 4) ? world.model.values() : those(ModelJob::waitsForATime);
    }

    /** Of all there are, whatever their states. */
    private List<ModelJob> some(Step step) {
        return those(job -> job.number % (2 + step.how() % 5) == step.which() % 2);
    }

    void retry(ModelJob job) {
        letters.retry(job);
    }

    List<ModelJob> deadLetters() {
        return those(job -> job.state == JobState.FAILED && !job.discarded);
    }

    void rescue() {
        losses.rescue();
    }

    private void limit(String queue, Step step) {
        switch (step.how() % 4) {
            case 0 -> world.pause(queue, true);
            case 1, 2 -> world.pause(queue, false);
            default -> world.limit(queue, step.amount() % 4);
        }
    }

    /** Until nothing is due; whether anything was. */
    boolean settle() {
        boolean any = false;
        while (world.waiting.settle()) {
            any = true;
        }
        settleModel();
        Limits.checkAdmitted(world.seen());
        return any;
    }

    /** Whether anything's time had come. */
    boolean promote() {
        List<ModelJob> due = those(job -> job.isDue(world.now));
        world.waiting.promote();
        due.forEach(job -> job.leave(JobState.QUEUED));
        return !due.isEmpty();
    }

    /** Whether anything's time had run out. */
    boolean sweep() {
        List<ModelJob> expired = those(job -> job.isExpired(world.now));
        List<ModelJob> late = those(job -> job.isLate(world.now) && !expired.contains(job));
        world.waiting.sweep();
        expired.forEach(job -> end(job, JobState.EXPIRED));
        late.forEach(job -> end(job, JobState.FAILED));
        return !expired.isEmpty() || !late.isEmpty();
    }

    private void end(ModelJob job, JobState state) {
        job.leave(state);
        world.over(job);
    }

    /** Once for each link of the longest chain. */
    private void settleModel() {
        boolean moved = true;
        while (moved) {
            moved = false;
            for (ModelJob job : world.model.values()) {
                moved |= job.state == JobState.BLOCKED && settled(job);
            }
        }
    }

    private boolean settled(ModelJob job) {
        for (Map.Entry<UUID, OnFailure> open : Map.copyOf(job.waitsFor).entrySet()) {
            JobState parent = world.model.get(open.getKey()).state;
            if (parent == JobState.COMPLETED || (parent.isFinal() && open.getValue() == OnFailure.RUN)) {
                job.waitsFor.remove(open.getKey());
            } else if (parent.isFinal() && open.getValue() == OnFailure.CANCEL) {
                end(job, JobState.CANCELLED);
                return true;
            }
        }
        if (job.waitsFor.isEmpty()) {
            job.unblock(world.now);
        }
        return job.waitsFor.isEmpty();
    }

    private List<ModelJob> those(Predicate<ModelJob> which) {
        return world.model.values().stream().filter(which).toList();
    }

    private static <T> T of(List<T> list, int number) {
        return list.get(number % list.size());
    }

    private static <T> Optional<T> any(Collection<T> all, int number) {
        return all.stream().skip(all.isEmpty() ? 0 : number % all.size()).findFirst();
    }
}
