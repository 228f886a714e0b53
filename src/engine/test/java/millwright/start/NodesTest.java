package millwright.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import millwright.config.Settings;
import millwright.database.Json;
import millwright.job.AfterCommit;
import millwright.job.AttemptEnd;
import millwright.job.InvalidRequestException;
import millwright.job.JobRequest;
import millwright.job.JobState;
import millwright.job.RunningAttempt;
import millwright.node.NoSuchNodeException;
import millwright.node.NodeStatus;
import millwright.node.Nodes;
import millwright.testing.Await;
import millwright.testing.FakeRunner;
import millwright.testing.PostgresTest;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** N6: what operators ask of one of two nodes. */
@PostgresTest
class NodesTest {

    private static final JobRequest WORK = JobRequest.of("work", "test");

    private final TestDatabase database;
    private final CountDownLatch gate = new CountDownLatch(1);
    private final Set<UUID> held = ConcurrentHashMap.newKeySet();
    private final List<Engine> started = new ArrayList<>();
    private Engine one;
    private Engine two;
    private Nodes nodes;
    private String first;
    private String second;

    @TempDir
    private Path folder;

    NodesTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void start() {
        one = engine();
        first = one.nodes().list().get(0).incarnation().toString();
        two = engine();
        nodes = two.nodes();
        second = nodes.list().stream()
                .map(node -> node.incarnation().toString())
                .filter(id -> !id.equals(first))
                .findFirst()
                .orElseThrow();
    }

    @AfterEach
    void stop() {
        gate.countDown();
        started.forEach(Engine::stop);
    }

    @Test
    void aNodeIsFoundByItsIncarnationAndOneThatHasLeftIsShownAsGone() {
        assertEquals(first, nodes.find(first).incarnation().toString());
        assertThrows(NoSuchNodeException.class, () -> nodes.find("nobody"));
        assertThrows(
                NoSuchNodeException.class, () -> nodes.find(nodes.find(first).name()), "two living ones bear it");
        one.stop();
        assertEquals(NodeStatus.State.LEFT, nodes.find(first).state());
        assertEquals(second, nodes.find(nodes.find(first).name()).incarnation().toString());
    }

    @Test
    void aDrainedNodeFinishesWhatRunsAndTakesNothingNewUntilItIsResumed() {
        nodes.drain(second, "ann");
        UUID running = one.jobs().submit(WORK.withParameters(Json.object("{\"holds\": true}")));
        Await.until(() -> held.contains(running));
        nodes.drain(first, "ann");
        nodes.resume(second);
        assertEquals(Set.of(second), ranOn(submit(50)));
        assertEquals(JobState.RUNNING, one.jobs().find(running).orElseThrow().state());
        NodeStatus drained = status(first);
        assertEquals("ann", drained.drain().orElseThrow().by());
        assertEquals(Optional.empty(), status(second).drain());
        gate.countDown();
        Await.until(() -> one.jobs().find(running).orElseThrow().state() == JobState.COMPLETED);
        nodes.drain(second, "bob");
        List<UUID> waiting = submit(5);
        assertEquals(5, database.number("SELECT count(*) FROM millwright.job WHERE state = 'QUEUED'"));
        nodes.resume(first);
        assertEquals(Set.of(first), ranOn(waiting));
    }

    @Test
    void aQueueStoppedOnOneNodeGoesOnOnTheOther() {
        nodes.stopQueue(first, "default");
        assertEquals(Set.of(second), ranOn(submit(50)));
        assertEquals(List.of("default"), status(first).stoppedQueues());
        assertFalse(status(first).queues().contains("default"));
        assertEquals(List.of("default"), status(second).queues());
        nodes.stopQueue(second, "default");
        List<UUID> waiting = submit(5);
        nodes.startQueue(first, "default");
        assertEquals(Set.of(first), ranOn(waiting));
    }

    @Test
    void aLimitedQueueStoppedOnOneNodeGoesOnOnTheOther() {
        one.queues().maxRunning("default", Optional.of(3));
        nodes.stopQueue(second, "default");
        assertEquals(Set.of(first), ranOn(submit(20)));
    }

    @Test
    void listsTheLivingAndThoseThatAreGone() {
        assertEquals(2, nodes.list().size());
        NodeStatus node = status(first);
        assertEquals(NodeStatus.State.ALIVE, node.state());
        assertEquals(Version.TEXT, node.version());
        assertEquals(8, node.workers());
        assertTrue(node.anyQueue());
        assertTrue(node.lastBeat().toSeconds() < 20, node::toString);
        one.stop();
        started.remove(one);
        NodeStatus gone = status(first);
        assertEquals(NodeStatus.State.LEFT, gone.state());
        assertTrue(gone.endedAt().isPresent());
        assertEquals(second, nodes.list().get(0).incarnation().toString());
        assertTrue(assertThrows(NoSuchNodeException.class, () -> nodes.drain(first, "ann"))
                .getMessage()
                .contains("has left"));
    }

    @Test
    void whoIsNotKnownIsRefusedWithTheNearestName() {
        String mistyped = first.substring(0, 35) + "g";
        String refusal = assertThrows(NoSuchNodeException.class, () -> nodes.drain(mistyped, "ann"))
                .getMessage();
        assertEquals("no node is named '" + mistyped + "' (nearest: '" + first + "')", refusal);
        String queue = assertThrows(InvalidRequestException.class, () -> nodes.stopQueue(first, "defualt"))
                .getMessage();
        assertEquals("/queue: no queue is named 'defualt' (nearest: 'default')", queue);
        String name = status(first).name();
        String both = assertThrows(NoSuchNodeException.class, () -> nodes.resume(name))
                .getMessage();
        assertTrue(both.contains(first) && both.contains(second), both);
        assertThrows(InvalidRequestException.class, () -> nodes.drain(first, " "));
        one.stop();
        started.remove(one);
        nodes.drain(name, "ann");
        assertTrue(status(second).drain().isPresent(), "the only living one of that name");
    }

    @Test
    void aDrainOutlivesTheIncarnation() {
        nodes.drain(first, "ann");
        nodes.stopQueue(first, "default");
        database.sql("UPDATE millwright.node SET alive = false, ended_at = now() WHERE id = ?::uuid", first);
        Set<String> known = new HashSet<>(Set.of(first, second));
        Await.until(() -> nodes.list().stream()
                .anyMatch(node -> !known.contains(node.incarnation().toString())));
        NodeStatus again = nodes.list().stream()
                .filter(node -> !known.contains(node.incarnation().toString()))
                .findFirst()
                .orElseThrow();
        assertEquals("ann", again.drain().orElseThrow().by());
        assertEquals(List.of("default"), again.stoppedQueues());
        assertEquals(NodeStatus.State.DEAD, status(first).state());
    }

    private List<UUID> submit(int count) {
        return IntStream.range(0, count).mapToObj(i -> one.jobs().submit(WORK)).toList();
    }

    /** The incarnations on which these jobs ran, once all are over. */
    private Set<String> ranOn(List<UUID> jobs) {
        return jobs.stream()
                .map(id -> {
                    Await.until(() -> one.jobs().find(id).orElseThrow().state() == JobState.COMPLETED);
                    var attempts = one.jobs().find(id).orElseThrow().attempts();
                    return attempts.get(attempts.size() - 1).node().toString();
                })
                .collect(Collectors.toSet());
    }

    private NodeStatus status(String incarnation) {
        return nodes.list().stream()
                .filter(node -> node.incarnation().toString().equals(incarnation))
                .findFirst()
                .orElseThrow();
    }

    private AttemptEnd run(RunningAttempt attempt) {
        if (attempt.parameters().containsKey("holds")) {
            held.add(attempt.jobId());
            awaitGate();
        }
        return AttemptEnd.completed(null);
    }

    private void awaitGate() {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Engine engine() {
        Map<String, String> set = Map.of(
                "millwright.access.token-file", folder.resolve("token").toString(),
                "millwright.node.heartbeat", "PT0.2S",
                "millwright.node.dead-after", "PT20S",
                "millwright.queue.poll-interval", "PT0.1S");
        Engine engine = new Engine(
                database.dataSource(),
                new Settings(name -> Optional.ofNullable(set.get(name))),
                Thread::new,
                new AfterCommit(Optional.empty()),
                ignored -> List.of(FakeRunner.of("work", this::run)));
        started.add(engine);
        engine.start();
        engine.runJobs();
        return engine;
    }
}
