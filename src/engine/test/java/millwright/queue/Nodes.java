package millwright.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import millwright.database.Database;
import millwright.job.AfterCommit;
import millwright.job.AttemptEnd;
import millwright.job.Definitions;
import millwright.job.JobDefinition;
import millwright.job.JobStore;
import millwright.job.Jobs;
import millwright.job.RunningAttempt;
import millwright.job.StoredJobs;
import millwright.testing.FakeRunner;
import millwright.testing.FixedMembership;
import millwright.testing.Rows;
import millwright.testing.TestDatabase;

/** The queue's side of several nodes on one database; each runs the definition 'work'. */
final class Nodes {

    private final TestDatabase database;
    private final List<Dispatcher> started = new ArrayList<>();

    Nodes(TestDatabase database) {
        this.database = database;
    }

    /** Starts one more; the jobs submitted through what it returns wake it. */
    Jobs start(QueueConfig config, Function<RunningAttempt, AttemptEnd> work) {
        return start(database.database(), config, work);
    }

    /** The same, for a node that reaches the database its own way. */
    Jobs start(Database reached, QueueConfig config, Function<RunningAttempt, AttemptEnd> work) {
        return start(reached, config, FakeRunner.of("work", work));
    }

    /** The same, for a node that runs the method 'work', which may be claimed ahead, and the job XML 'batch'. */
    Jobs startMethods(QueueConfig config, Function<RunningAttempt, AttemptEnd> work) {
        List<JobDefinition> both = List.of(FakeRunner.method("work"), FakeRunner.definition("batch"));
        return start(database.database(), config, new FakeRunner(both, work));
    }

    private Jobs start(Database reached, QueueConfig config, FakeRunner runner) {
        Definitions definitions = new Definitions(List.of(runner));
        Dispatcher dispatcher = new Dispatcher(reached, definitions, config, Thread::new);
        started.add(dispatcher);
        dispatcher.start(new FixedMembership(Rows.node(database)));
        return new StoredJobs(
                new JobStore(database.database()), definitions, dispatcher, new AfterCommit(Optional.empty()));
    }

    Dispatcher first() {
        return started.get(0);
    }

    /** Stops all that run; again does nothing. */
    void stop() {
        started.forEach(Dispatcher::stop);
        started.clear();
    }

    /** What an attempt does that reacts to nothing. */
    static void awaitUninterruptibly(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                // the point of these attempts is that they do not react
            }
        }
    }
}
