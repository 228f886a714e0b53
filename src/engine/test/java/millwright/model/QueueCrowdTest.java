package millwright.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import millwright.database.DatabaseException;
import millwright.job.AttemptEnd;
import millwright.job.InvalidRequestException;
import millwright.job.JobOverException;
import millwright.job.Priority;
import millwright.job.Resolution;
import millwright.job.RunningAttempt;
import millwright.job.Submission;
import millwright.queue.QueueSteps.Appetite;
import millwright.queue.QueueSteps.Ending;
import millwright.retry.ErrorCategory;
import millwright.retry.JobError;
import millwright.testing.Crowd;
import millwright.testing.PostgresTest;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Q1, Q4, N3 and N4 from several threads at once: there is no telling where a job must be, but limits hold at any
 * moment, each row goes through transitions of the lifecycle alone, and at the end all jobs are over.
 */
@PostgresTest
class QueueCrowdTest {

    private static final Duration PLAYING = Duration.ofSeconds(Integer.getInteger("millwright.model.seconds", 3));
    private static final int PLAYERS = 6;
    private static final int MANY = 50;
    private static final String LIMITED = World.QUEUES.get(0);
    private static final int MAX_RUNNING = 3;

    private static final String AN_HOUR_LATER =
            """
            CREATE OR REPLACE FUNCTION millwright.clock() RETURNS timestamptz
                LANGUAGE sql STABLE RETURN now() + make_interval(hours => 1)
            """;

    private static final String CAN_MOVE =
            """
            SELECT EXISTS (SELECT FROM millwright.job WHERE state NOT IN ('FAILED', 'BLOCKED'))
                OR EXISTS (SELECT FROM millwright.due)
            """;

    private static final String BLOCKED = "SELECT id FROM millwright.job WHERE state = 'BLOCKED'";

    private final World world;
    private final ConcurrentLinkedQueue<RunningAttempt> held = new ConcurrentLinkedQueue<>();
    private final List<UUID> submitted = java.util.Collections.synchronizedList(new ArrayList<>());
    private final Set<String> recorded = ConcurrentHashMap.newKeySet();
    private final AtomicInteger repeated = new AtomicInteger();

    QueueCrowdTest(TestDatabase database) {
        world = new World(database);
        world.limit(LIMITED, MAX_RUNNING);
    }

    @Test
    @Timeout(600)
    void limitsAndLifecycleHoldWhoeverDoesWhatAtTheSameTime() throws Exception {
        long end = System.nanoTime() + PLAYING.toNanos();
        AtomicInteger number = new AtomicInteger();
        Crowd.of(PLAYERS + 1, () -> {
            int me = number.getAndIncrement();
            if (me == PLAYERS) {
                watch(end);
            } else {
                play(new Random(), end);
            }
            return me;
        });
        drain();
        world.ledger.check();
        Books.check(world.database);
        Books.checkEvents(world.database);
        assertEquals(
                submitted.size(),
                world.database.number("SELECT count(*) FROM millwright.any_job WHERE finished_at IS NOT NULL"));
        assertTrue(submitted.size() > PLAYERS, "hardly anything was played");
    }

    private void watch(long end) {
        while (System.nanoTime() < end) {
            List<Seen> rows = world.seen();
            Limits.checkKeys(rows);
            long running = Limits.running(rows, LIMITED);
            assertTrue(running <= MAX_RUNNING, () -> running + " jobs run, " + MAX_RUNNING + " may");
        }
    }

    private void play(Random random, long end) {
        UUID[] me = {world.nodes.join()};
        while (System.nanoTime() < end) {
            try {
                move(random, me);
            } catch (DatabaseException e) {
                // the engine repeats these, too
                if (!e.isTransient()) {
                    throw e;
                }
                repeated.incrementAndGet();
            }
        }
    }

    private void move(Random random, UUID[] me) {
        int draw = random.nextInt(106);
        if (draw < 30) {
            submit(random);
        } else if (draw < 55) {
            claim(me[0], 1 + random.nextInt(5));
        } else if (draw < 78) {
            record(random);
        } else if (draw < 80) {
            report(random);
        } else if (draw < 86) {
            cancel(random);
        } else if (draw < 88) {
            die(me);
        } else if (draw < 91) {
            world.nodes.rescue();
        } else if (draw < 96) {
            world.waiting.settle();
        } else if (draw < 98) {
            world.waiting.promote();
        } else if (draw < 99) {
            world.waiting.sweep();
        } else if (!submitted.isEmpty()) {
            order(draw, random, pick(random, submitted));
        }
    }

    /** What people do to a job that may be anywhere by now. */
    private void order(int draw, Random random, UUID job) {
        if (draw < 100) {
            world.deadLetters.retry(List.of(job), "test");
        } else if (draw < 101) {
            world.deadLetters.redrive(List.of(job), "test").stream()
                    .filter(Resolution::done)
                    .forEach(answer -> submitted.add(answer.job().orElseThrow()));
        } else if (draw < 102) {
            world.deadLetters.discard(List.of(job), "test", "no use");
        } else if (draw < 104) {
            try {
                world.jobs.runNow(job, "test");
            } catch (InvalidRequestException e) {
                // it waits for no time
            }
        } else {
            world.jobs.reprioritise(List.of(job), Priority.ofRank(random.nextInt(4)), "test");
        }
    }

    private void submit(Random random) {
        List<UUID> parents = submitted.isEmpty() ? List.of() : List.of(pick(random, submitted));
        Submission submission = world.jobs.accept(Requests.of(random.nextLong(), Instant.now(), parents));
        if (submission.created()) {
            submitted.add(submission.id());
        }
    }

    private void claim(UUID node, int limit) {
        List<UUID> running = held.stream()
                .filter(attempt -> attempt.node().equals(node))
                .map(RunningAttempt::jobId)
                .toList();
        List<RunningAttempt> got =
                world.queue.claim(node, World.QUEUES, World.DEFINITIONS, running, new Appetite(limit, 0, 0));
        held.addAll(got);
    }

    private void record(Random random) {
        List<Ending> endings = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(4); i++) {
            RunningAttempt attempt = held.poll();
            if (attempt != null) {
                endings.add(new Ending(attempt, end(random), random.nextBoolean() ? Duration.ofMillis(50) : null));
            }
        }
        try {
            record(endings);
        } catch (DatabaseException e) {
            endings.forEach(ending -> held.add(ending.attempt()));
            throw e;
        }
    }

    private void report(Random random) {
        RunningAttempt attempt = held.poll();
        if (attempt != null) {
            try {
                attempt.progress(random.nextDouble(), "");
                world.queue.report(attempt);
            } finally {
                held.add(attempt);
            }
        }
    }

    private void record(List<Ending> endings) {
        Set<UUID> jobs = world.queue.record(endings);
        endings.stream()
                .filter(ending -> jobs.contains(ending.attempt().jobId()))
                .forEach(ending -> {
                    RunningAttempt attempt = ending.attempt();
                    assertTrue(recorded.add(attempt.jobId() + " " + attempt.lease()), "an outcome was recorded twice");
                });
    }

    private static AttemptEnd end(Random random) {
        return switch (random.nextInt(10)) {
            case 0 -> AttemptEnd.failed(new JobError(JobError.DATA_ERROR, ErrorCategory.PERMANENT, "no"));
            case 1 -> AttemptEnd.released();
            default -> AttemptEnd.completed(null);
        };
    }

    private void cancel(Random random) {
        if (!submitted.isEmpty()) {
            try {
                world.jobs.cancel(pick(random, submitted));
            } catch (JobOverException e) {
                // as likely as not
            }
        }
    }

    /** The process goes on as another incarnation, with the attempts of the old one in hand. */
    private void die(UUID[] me) {
        assertTrue(world.nodes.declareDead(me[0]));
        me[0] = world.nodes.join();
    }

    /** As if an hour went by: nobody works but one node, and all that waits for a time may go. */
    private void drain() {
        held.clear();
        world.database
                .list("SELECT id FROM millwright.node WHERE alive", row -> row.getObject(1, UUID.class))
                .forEach(world.nodes::declareDead);
        world.database.sql(AN_HOUR_LATER);
        UUID last = world.nodes.join();
        do {
            world.nodes.rescue();
            world.waiting.promote();
            world.waiting.sweep();
            while (world.waiting.settle()) {
                // until nothing is due
            }
            claim(last, MANY);
            record(held.stream()
                    .map(attempt -> new Ending(attempt, AttemptEnd.completed(null)))
                    .toList());
            held.clear();
        } while (moved());
        world.queue.sweepReports();
    }

    /** Whether anything can go on; what waits for a dead letter cannot, and is cancelled. */
    private boolean moved() {
        if (world.database.isTrue(CAN_MOVE)) {
            return true;
        }
        List<UUID> waiting = world.database.list(BLOCKED, row -> row.getObject(1, UUID.class));
        waiting.forEach(world.jobs::cancel);
        return !waiting.isEmpty();
    }

    private static <T> T pick(Random random, List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
