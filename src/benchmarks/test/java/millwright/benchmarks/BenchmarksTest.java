package millwright.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every measurement runs, with numbers too small to mean anything, and prints its lines (B1). */
class BenchmarksTest {

    private static final Logger ROOT = Logger.getLogger("");

    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void startPostgres() throws IOException {
        ROOT.setLevel(Level.SEVERE);
        // as zonky has it for tests, without fsync
        postgres = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stopPostgres() throws IOException {
        postgres.close();
    }

    @Test
    void throughputPrintsRatesAndRatios() {
        List<String> names = names("throughput", "--jobs=200");
        assertTrue(
                names.containsAll(List.of(
                        "postgresql",
                        "throughput.200.millwright.rate",
                        "throughput.200.db-scheduler.cpu",
                        "throughput.200.db-scheduler-fetch.buffers",
                        "throughput.200.bare-jdbc.rate",
                        "throughput.200.ratio_to_db-scheduler",
                        "throughput.200.ratio_to_bare-jdbc")),
                names::toString);
    }

    @Test
    void submitPrintsRatesOfEachWay() {
        List<String> names = names("submit", "--jobs=50", "--bulk=200", "--bulk-size=100");
        assertTrue(
                names.containsAll(List.of(
                        "submit.millwright.1-thread.rate",
                        "submit.db-scheduler.8-threads.rate",
                        "submit.bare-jdbc.bulk.cpu",
                        "submit.ratio_to_db-scheduler.bulk")),
                names::toString);
    }

    @Test
    void latencyPrintsPercentilesOfBothWays() {
        List<String> names = names("latency", "--rate=50", "--seconds=1");
        assertTrue(
                names.containsAll(List.of(
                        "latency.same-node.millwright.p50",
                        "latency.same-node.db-scheduler.p99",
                        "latency.other-node.millwright.max",
                        "latency.other-node.db-scheduler.p95")),
                names::toString);
    }

    /** Millwright's own runs need the packaged server, which is built later than this. */
    @Test
    void loadPrintsRowsAndTheirSumForEachEngine() {
        List<String> names = names(
                "load", "--rows=3000", "--warm-up-rows=2000", "--contenders=spring-batch,jberet,plain-jdbc,plain-copy");
        assertTrue(
                names.containsAll(List.of(
                        "load.spring-batch.rate", "load.jberet.sum", "load.plain-jdbc.cpu", "load.plain-copy.rate")),
                names::toString);
    }

    /** The API itself needs the packaged server, and wrk. */
    @Test
    void theBareEngineIsAskedAsTheApiIs() {
        List<String> names = names("http", "--seconds=1", "--warm-up-seconds=1", "--contenders=engine");
        assertTrue(
                names.containsAll(List.of(
                        "http.engine.submit.1.rate",
                        "http.engine.submit.16.cpu_java",
                        "http.engine.status.16.p99",
                        "http.engine.errors")),
                names::toString);
    }

    @Test
    void whatMustNotGrowIsHeldAgainstEmptyTables() {
        List<String> history = names("history", "--archived=300", "--waiting=300", "--jobs=100", "--seconds=1");
        assertTrue(
                history.containsAll(List.of(
                        "history.ratio.rate",
                        "history.ratio.cpu",
                        "history.ratio.buffers",
                        "history.ratio.latency.p50")),
                history::toString);
        List<String> crowd = names("crowd", "--crowd=300", "--jobs=100");
        assertTrue(crowd.containsAll(List.of("crowd.key.ratio.buffers", "crowd.paused.ratio.rate")), crowd::toString);
    }

    @Test
    void eachKindOfSearchIsTimed() {
        List<String> search = names("search", "--archived=2000", "--searches=10");
        assertTrue(
                search.containsAll(List.of(
                        "search.all.p95",
                        "search.definition.p95",
                        "search.tag.partial",
                        "search.duration_in_a_day.p50")),
                search::toString);
    }

    @Test
    void heldTransactionsAndMemoryAreMeasured() {
        List<String> held = names("held", "--minutes=0", "--seconds=1", "--rate=50", "--jobs=100");
        assertTrue(
                held.containsAll(List.of("held.xid.ratio.rate", "held.snapshot.ratio.buffers", "held.xid.end.cpu")),
                held::toString);
        List<String> memory = names("memory", "--few=50", "--many=100", "--seconds=0");
        assertTrue(memory.containsAll(List.of("memory.few.heap", "memory.ratio.heap")), memory::toString);
    }

    /** What the command prints, each line checked to be three words of which the second is the value. */
    private static List<String> names(String... command) {
        List<String> arguments = new ArrayList<>(List.of(command[0], "--one-jvm", "--warm-up=50", "--workers=2"));
        arguments.add("--database-url=postgresql://postgres@127.0.0.1:" + postgres.getPort() + "/postgres");
        arguments.addAll(List.of(command).subList(1, command.length));
        if (Stream.of(command).noneMatch(argument -> argument.startsWith("--runs"))) {
            arguments.add("--runs=1");
        }
        List<String> names = new ArrayList<>();
        for (String line : output(arguments).lines().toList()) {
            String[] words = line.split(" ", -1);
            assertEquals(3, words.length, line);
            names.add(words[0]);
        }
        return names;
    }

    private static String output(List<String> arguments) {
        PrintStream screen = System.out;
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
        try {
            assertEquals(0, Benchmarks.run(arguments.toArray(String[]::new)));
        } finally {
            System.setOut(screen);
        }
        return output.toString(StandardCharsets.UTF_8);
    }
}
