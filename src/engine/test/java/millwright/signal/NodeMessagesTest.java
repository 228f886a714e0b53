package millwright.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import millwright.database.Database;
import millwright.job.AfterCommit;
import millwright.job.Definitions;
import millwright.job.EndedJobs;
import millwright.job.JobRequest;
import millwright.job.JobStore;
import millwright.job.Jobs;
import millwright.job.NodeSignals;
import millwright.job.OwnTransaction;
import millwright.job.StoredJobs;
import millwright.job.Waiters;
import millwright.testing.Await;
import millwright.testing.FakeRunner;
import millwright.testing.FakeSignals;
import millwright.testing.FakeTransactions;
import millwright.testing.PostgresTest;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** M1, M2, M3: what one node commits, the others hear. */
@PostgresTest
class NodeMessagesTest {

    private static final String LISTENING =
            """
            SELECT pid FROM pg_stat_activity
             WHERE datname = current_database() AND ltrim(query) LIKE 'LISTEN millwright%'
            """;

    private final TestDatabase database;
    private final List<NodeMessages> started = new ArrayList<>();
    private final FakeTransactions transactions;

    NodeMessagesTest(TestDatabase database) {
        this.database = database;
        this.transactions = new FakeTransactions(database.dataSource());
    }

    @AfterEach
    void stopAll() {
        started.forEach(NodeMessages::stop);
    }

    /** What one node is told by others, apart from what it is told when it begins to listen. */
    private static final class Heard implements NodeSignals {
        private final FakeSignals signals = new FakeSignals();
        private final Set<String> queues = ConcurrentHashMap.newKeySet();

        @Override
        public void jobsQueued() {
            signals.jobsQueued();
        }

        @Override
        public void jobsQueued(String queue) {
            queues.add(queue);
        }

        @Override
        public void controlRequested() {
            signals.controlRequested();
        }

        @Override
        public void fence() {
            signals.fence();
        }
    }

    @Test
    void otherNodesHearOfJobsAndTheirQueues() {
        Heard other = new Heard();
        NodeMessages speaking = startBoth(new Heard(), other);
        Heard self = new Heard();
        int before = other.signals.queued();
        speaking.with(self).jobsQueued();
        Await.until(() -> other.signals.queued() > before);
        speaking.with(self).jobsQueued("mails");
        Await.until(() -> other.queues.contains("mails"));
        assertEquals(1, self.signals.queued());
        assertEquals(Set.of("mails"), self.queues);
    }

    @Test
    void otherNodesHearWhatIsAskedOfTheirJobs() {
        Heard other = new Heard();
        NodeMessages speaking = startBoth(new Heard(), other);
        int before = other.signals.controls();
        speaking.with(new Heard()).controlRequested();
        Await.until(() -> other.signals.controls() > before);
    }

    @Test
    void aNodeIsNotToldWhatItSaidItself() throws Exception {
        try (Ear ear = new Ear(database)) {
            Heard self = new Heard();
            NodeMessages speaking = startBoth(self, new Heard());
            int queued = self.signals.queued();
            int controls = self.signals.controls();
            NodeSignals signals = speaking.with(new Heard());
            signals.jobsQueued("mails");
            signals.controlRequested();
            Await.until(() -> !ear.heard(Channel.CONTROL).isEmpty());
            // what comes after its own messages has been heard by it
            ear.say(Channel.JOBS, "");
            Await.until(() -> self.signals.queued() > queued);
            assertEquals(controls, self.signals.controls());
            assertEquals(Set.of(), self.queues);
        }
    }

    @Test
    void whoWaitsOnAnotherNodeHearsOfTheEnd() throws Exception {
        NodeMessages speaking = start(new Heard(), new Waiters(new JobStore(database.database())));
        Waiters waiters = new Waiters(new JobStore(database.database()));
        Jobs waiting = jobs(new Heard(), waiters);
        NodeMessages hearing = start(new Heard(), waiters);
        Await.until(() -> speaking.isHearing() && hearing.isHearing());
        ExecutorService thread = Executors.newSingleThreadExecutor();
        long begun = System.nanoTime();
        // the once-a-second look would take twice as long in all
        for (int i = 0; i < 20; i++) {
            UUID id = waiting.submit(JobRequest.of("work", "test"));
            Future<Boolean> over = thread.submit(() -> waiting.awaitAll(List.of(id), Duration.ofMinutes(1)));
            Await.until(() -> database.isTrue("SELECT awaited FROM millwright.job WHERE id = ?", id));
            database.sql("DELETE FROM millwright.job WHERE id = ?", id);
            speaking.with(EndedJobs.UNHEARD).over(List.of(id));
            assertTrue(over.get());
        }
        assertTrue(System.nanoTime() - begun < Duration.ofSeconds(10).toNanos());
        thread.shutdown();
    }

    @Test
    void anEndedConnectionIsTakenAnewAndEverythingLookedAtOnce() {
        Heard other = new Heard();
        NodeMessages speaking = startBoth(new Heard(), other);
        for (int i = 0; i < 3; i++) {
            int before = other.signals.queued();
            List<Integer> ended = database.list(
                    "SELECT pid, pg_terminate_backend(pid) FROM (" + LISTENING + ") l", row -> row.getInt("pid"));
            assertEquals(2, ended.size());
            // said while nobody listens
            speaking.with(new Heard()).jobsQueued();
            Await.until(() -> other.signals.queued() > before);
            Await.until(() -> database.list(LISTENING, row -> row.getInt("pid")).stream()
                            .filter(pid -> !ended.contains(pid))
                            .count()
                    == 2);
            Await.until(() -> started.stream().allMatch(NodeMessages::isHearing));
        }
        int before = other.signals.controls();
        speaking.with(new Heard()).controlRequested();
        Await.until(() -> other.signals.controls() > before);
    }

    @Test
    void nothingIsSaidInsideATransactionAndNothingOfOneThatIsRolledBack() throws Exception {
        try (Ear ear = new Ear(database)) {
            NodeMessages speaking = startBoth(new Heard(), new Heard());
            Jobs jobs = jobs(speaking.with(new Heard()), new Waiters(new JobStore(database.database())));
            ear.heard(Channel.JOBS);
            transactions.begin();
            jobs.submit(JobRequest.of("work", "test").withQueue("rolled-back"));
            transactions.rollback();
            transactions.begin();
            jobs.submit(JobRequest.of("work", "test").withQueue("committed"));
            assertEquals(List.of(), queues(ear));
            transactions.commit();
            Await.until(() -> !queues(ear).isEmpty());
            assertEquals(List.of("committed"), queues(ear));
        }
    }

    private static List<String> queues(Ear ear) {
        return ear.heard(Channel.JOBS).stream()
                .flatMap(message -> message.items().stream())
                .toList();
    }

    @Test
    void manySubmitsAreFewMessages() throws Exception {
        try (Ear ear = new Ear(database)) {
            NodeMessages speaking = startBoth(new Heard(), new Heard());
            NodeSignals signals = speaking.with(new Heard());
            int before = ear.heard(Channel.JOBS).size();
            long begun = System.nanoTime();
            for (int i = 0; i < 10_000; i++) {
                signals.jobsQueued();
                signals.jobsQueued("queue-" + i % 3);
            }
            signals.controlRequested();
            Await.until(() -> !ear.heard(Channel.CONTROL).isEmpty());
            long gaps = Duration.ofNanos(System.nanoTime() - begun).dividedBy(Pace.USUAL.gap());
            int said = ear.heard(Channel.JOBS).size() - before;
            // in each set one that names queues and one that does not
            assertTrue(said >= 1 && said <= 2 * (gaps + 2), said + " messages in " + gaps + " gaps");
        }
    }

    @Test
    void aThousandEndsAreSaidWhole() throws Exception {
        try (Ear ear = new Ear(database)) {
            NodeMessages speaking = startBoth(new Heard(), new Heard());
            List<UUID> ids = Stream.generate(UUID::randomUUID).limit(1_000).toList();
            speaking.with(EndedJobs.UNHEARD).over(ids);
            Await.until(() -> ear.heard(Channel.OVER).stream()
                            .mapToInt(message -> message.items().size())
                            .sum()
                    == 1_000);
        }
    }

    @Test
    void aNodeAloneSaysNothing() throws Exception {
        Pace quick = new Pace(
                Duration.ofMillis(1),
                Duration.ofMillis(50),
                Duration.ofSeconds(30),
                Duration.ofMillis(50),
                Duration.ofSeconds(30));
        NodeMessages alone = new NodeMessages(database.database(), Optional.empty(), quick, Thread::new);
        begin(alone, new Heard(), new Waiters(new JobStore(database.database())));
        Await.until(() -> !alone.isHeard());
        try (Ear ear = new Ear(database)) {
            alone.with(new Heard()).jobsQueued("unheard");
            // another that listens ends that
            ear.say(Channel.NODE, UUID.randomUUID().toString());
            Await.until(alone::isHeard);
            assertFalse(queues(ear).contains("unheard"));
            alone.with(new Heard()).jobsQueued("heard");
            Await.until(() -> queues(ear).contains("heard"));
        }
    }

    private NodeMessages startBoth(Heard one, Heard other) {
        NodeMessages speaking = start(one, new Waiters(new JobStore(database.database())));
        NodeMessages hearing = start(other, new Waiters(new JobStore(database.database())));
        Await.until(() -> speaking.isHearing() && hearing.isHearing());
        // each looks everywhere when it begins to listen, and when it hears of the other
        Await.until(() -> one.signals.controls() > 1 && other.signals.controls() > 1);
        return speaking;
    }

    private NodeMessages start(Heard heard, Waiters waiters) {
        NodeMessages messages = new NodeMessages(new Database(database.dataSource()), Optional.empty(), Thread::new);
        begin(messages, heard, waiters);
        return messages;
    }

    private void begin(NodeMessages messages, Heard heard, Waiters waiters) {
        started.add(messages);
        messages.start(heard, waiters);
    }

    private Jobs jobs(NodeSignals signals, Waiters waiters) {
        JobStore store = new JobStore(new Database(transactions.dataSource()));
        Definitions definitions = new Definitions(List.of(FakeRunner.completing("work")));
        AfterCommit afterCommit = new AfterCommit(Optional.of(transactions));
        return new StoredJobs(
                store,
                definitions,
                signals,
                afterCommit,
                waiters,
                new OwnTransaction(afterCommit::isInTransaction, Thread::new),
                Optional.empty());
    }
}
