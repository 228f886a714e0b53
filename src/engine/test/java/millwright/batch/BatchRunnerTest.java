package millwright.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import millwright.database.Json;
import millwright.job.AttemptEnd;
import millwright.job.AttemptOutcome;
import millwright.job.RunningAttempt;
import millwright.job.TransactionMark;
import millwright.testing.PostgresTest;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** B1, B2, B3, B4: batch jobs from their first attempt to their end, through failures at every point. */
@PostgresTest
class BatchRunnerTest {

    private static final int ITEMS = 35;

    private final TestDatabase database;
    private final BatchBench bench;
    private final Script script;

    BatchRunnerTest(TestDatabase database) {
        this.database = database;
        this.bench = new BatchBench(database);
        this.script = bench.script(ITEMS);
    }

    @Test
    void aJobWithoutFailuresWritesEachItemOnceAndCountsIt() {
        RunningAttempt attempt = bench.claim("items");
        assertEquals(AttemptOutcome.COMPLETED, bench.run(attempt).outcome());
        assertEquals(numbersTo(ITEMS), bench.written());
        StepView step = bench.step(attempt, "import");
        assertEquals(new StepCounts(ITEMS, ITEMS, 0, 0, 4, 0), step.counts());
        assertEquals("COMPLETED", step.batchStatus());
        assertEquals(1.0, step.fraction());
        BatchProgress progress = bench.batchJobs().progress(attempt.jobId());
        assertEquals(2, progress.stepsTotal());
        assertEquals(1.0, progress.fraction());
        assertEquals("REPORTED", bench.step(attempt, "report").exitStatus());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void anItemIsWrittenOnceWhicheverChunkTheWriterFailsIn(int chunk) {
        AtomicInteger chunks = new AtomicInteger();
        script.afterWriting = numbers -> {
            if (chunks.incrementAndGet() == chunk) {
                throw new IllegalArgumentException("the disk is full");
            }
        };
        assertSecondAttemptCompletesExactly(numbersTo(ITEMS), "step 'import': the disk is full");
        assertEquals(
                new StepCounts(ITEMS, ITEMS, 0, 0, 4, 1),
                stepOfOnlyJob("import").counts());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 10, 11, 15, 35, 36})
    void anItemIsWrittenOnceWhereverTheReaderFails(int number) {
        AtomicBoolean failed = new AtomicBoolean();
        script.reading = n -> {
            if (n == number && failed.compareAndSet(false, true)) {
                throw new IllegalArgumentException("the file is gone");
            }
        };
        assertSecondAttemptCompletesExactly(numbersTo(ITEMS), "step 'import': the file is gone");
        assertEquals(
                new StepCounts(ITEMS, ITEMS, 0, 0, 4, 1),
                stepOfOnlyJob("import").counts());
    }

    @ParameterizedTest
    @CsvSource({"13, 17", "11, 20", "3, 5", "33, 35"})
    void noItemIsLostWhenAStepFailsAfterASkipInTheSameChunk(int skipped, int failing) {
        AtomicBoolean failed = new AtomicBoolean();
        script.processing = n -> {
            if (n == skipped) {
                throw new InvalidItemException(n, "is unlucky", "number " + n);
            }
            if (n == failing && failed.compareAndSet(false, true)) {
                throw new IllegalArgumentException("no more memory");
            }
        };
        List<Integer> expected =
                numbersTo(ITEMS).stream().filter(n -> n != skipped).toList();
        RunningAttempt attempt = assertSecondAttemptCompletesExactly(expected, "step 'import': no more memory");
        assertEquals(
                new StepCounts(ITEMS, ITEMS - 1, 0, 1, 4, 1),
                stepOfOnlyJob("import").counts());
        assertEquals(
                List.of(new SkippedItem(
                        "import", skipped, SkippedItem.Phase.PROCESS, "is unlucky", "number " + skipped)),
                bench.batchJobs().skippedItems(attempt.jobId(), 10));
    }

    @Test
    void noItemIsLostWhenTheReaderFailsAfterASkippedReadInTheSameChunk() {
        AtomicBoolean failed = new AtomicBoolean();
        script.reading = n -> {
            if (n == 13) {
                throw new InvalidItemException(n, "is unlucky", null);
            }
            if (n == 17 && failed.compareAndSet(false, true)) {
                throw new IllegalArgumentException("the file is gone");
            }
        };
        List<Integer> expected = numbersTo(ITEMS).stream().filter(n -> n != 13).toList();
        assertSecondAttemptCompletesExactly(expected, "step 'import': the file is gone");
        assertEquals(
                new StepCounts(ITEMS - 1, ITEMS - 1, 0, 1, 4, 1),
                stepOfOnlyJob("import").counts());
    }

    @Test
    void noItemIsLostWhenAChunkIsRetriedAfterASkipInIt() {
        AtomicBoolean failed = new AtomicBoolean();
        script.processing = n -> {
            if (n == 13) {
                throw new InvalidItemException(n, "is unlucky", null);
            }
            if (n == 17 && failed.compareAndSet(false, true)) {
                throw new IllegalStateException("try again");
            }
        };
        RunningAttempt attempt = bench.claim("items-retrying");
        assertEquals(AttemptOutcome.COMPLETED, bench.run(attempt).outcome());
        assertEquals(numbersTo(ITEMS).stream().filter(n -> n != 13).toList(), bench.written());
        assertEquals(1, bench.batchJobs().skippedItems(attempt.jobId(), 10).size());
    }

    @Test
    void aRetriedChunkCountsItsItemsOnce() {
        AtomicBoolean failed = new AtomicBoolean();
        script.beforeWriting = numbers -> {
            if (numbers.contains(15) && failed.compareAndSet(false, true)) {
                throw new IllegalStateException("try again");
            }
        };
        RunningAttempt attempt = bench.claim("items-retrying");
        assertEquals(AttemptOutcome.COMPLETED, bench.run(attempt).outcome());
        assertEquals(numbersTo(ITEMS), bench.written());
        StepCounts counts = bench.step(attempt, "import").counts();
        assertEquals(ITEMS, counts.read());
        assertEquals(ITEMS, counts.written());
        assertEquals(1, counts.rollbacks());
    }

    @Test
    void noItemIsLostWhenAChunkWithASkipFailsToCommitAndIsRetried() {
        database.sql("CREATE TABLE checked_late (n integer UNIQUE DEFERRABLE INITIALLY DEFERRED)");
        AtomicBoolean failed = new AtomicBoolean();
        script.processing = n -> {
            if (n == 13) {
                throw new InvalidItemException(n, "is unlucky", null);
            }
        };
        script.afterWriting = numbers -> {
            if (numbers.contains(15) && failed.compareAndSet(false, true)) {
                try (Connection connection = script.dataSource.getConnection();
                        Statement statement = connection.createStatement()) {
                    statement.executeUpdate("INSERT INTO checked_late VALUES (1), (1)");
                }
            }
        };
        RunningAttempt attempt = bench.claim("items-retrying");
        assertEquals(AttemptOutcome.COMPLETED, bench.run(attempt).outcome());
        assertTrue(failed.get());
        assertEquals(numbersTo(ITEMS).stream().filter(n -> n != 13).toList(), bench.written());
        StepCounts counts = bench.step(attempt, "import").counts();
        assertEquals(ITEMS, counts.read());
        assertEquals(ITEMS - 1, counts.written());
        assertEquals(1, counts.skipped());
    }

    @Test
    void skippedItemsAreCountedAndListedWithPositionReasonAndText() {
        Set<Integer> invalid = Set.of(1, 10, 11, 35);
        script.processing = n -> {
            if (invalid.contains(n)) {
                throw new InvalidItemException(1_000 + n, "n is " + n, "text of " + n);
            }
        };
        RunningAttempt attempt = bench.claim("items");
        assertEquals(AttemptOutcome.COMPLETED, bench.run(attempt).outcome());
        assertEquals(numbersTo(ITEMS).stream().filter(n -> !invalid.contains(n)).toList(), bench.written());
        assertEquals(
                new StepCounts(ITEMS, ITEMS - 4, 0, 4, 4, 0),
                bench.step(attempt, "import").counts());
        assertEquals(
                List.of(1_001L, 1_010L, 1_011L, 1_035L),
                bench.batchJobs().skippedItems(attempt.jobId(), 100).stream()
                        .map(SkippedItem::position)
                        .toList());
        assertEquals(2, bench.batchJobs().skippedItems(attempt.jobId(), 2).size());
    }

    @Test
    void aSkipInTheWriterLeavesOutItsChunkAndListsEachItem() {
        script.beforeWriting = numbers -> {
            if (numbers.contains(15)) {
                throw new IllegalArgumentException("duplicate");
            }
        };
        RunningAttempt attempt = bench.claim("items-skipping-everything");
        assertEquals(AttemptOutcome.COMPLETED, bench.run(attempt).outcome());
        assertEquals(numbersTo(ITEMS).stream().filter(n -> n <= 10 || n > 20).toList(), bench.written());
        assertEquals(
                IntStream.rangeClosed(11, 20).mapToObj(Long::valueOf).toList(),
                bench.batchJobs().skippedItems(attempt.jobId(), 100).stream()
                        .map(SkippedItem::position)
                        .toList());
        assertEquals(ITEMS, bench.step(attempt, "import").counts().read());
    }

    @Test
    void aSkipInTheWriterOfTheLastChunkIsCountedToo() {
        script.beforeWriting = numbers -> {
            if (numbers.contains(ITEMS)) {
                throw new IllegalArgumentException("duplicate");
            }
        };
        RunningAttempt attempt = bench.claim("items-skipping-everything");
        assertEquals(AttemptOutcome.COMPLETED, bench.run(attempt).outcome());
        assertEquals(numbersTo(30), bench.written());
        StepCounts counts = bench.step(attempt, "import").counts();
        assertEquals(ITEMS, counts.read());
        assertEquals(30, counts.written());
        assertEquals(1, counts.skipped());
    }

    @Test
    void moreInvalidItemsThanTheLimitFailTheStepAsADataErrorThatNamesTheItem() {
        script.processing = n -> {
            throw new InvalidItemException(n, "all are invalid", null);
        };
        RunningAttempt attempt = bench.claim("items");
        AttemptEnd end = bench.run(attempt);
        assertEquals(AttemptOutcome.FAILED, end.outcome());
        assertEquals("DATA_ERROR", end.error().code());
        assertEquals("step 'import': line 21: all are invalid", end.error().message());
    }

    @ParameterizedTest
    @ValueSource(strings = {"items", "items-skipping-everything"})
    void aChunkWhoseLeaseIsRaisedRollsBackAndTheStepDoesNotGoOn(String definition) {
        script.afterWriting = numbers -> {
            if (numbers.contains(15)) {
                bench.raiseLease();
            }
        };
        RunningAttempt attempt = bench.claim(definition);
        bench.run(attempt);
        assertTrue(attempt.isFenced());
        assertEquals(numbersTo(10), bench.written());
        assertEquals(0, script.reports.get());
        // what the fenced attempt would have written about its end is dropped
        assertEquals("STARTED", bench.step(attempt, "import").batchStatus());
        assertEquals("STARTED", database.text("SELECT batch_status FROM millwright.job_execution"));

        script.afterWriting = numbers -> {};
        assertEquals(AttemptOutcome.COMPLETED, bench.run(bench.next(attempt)).outcome());
        assertEquals(numbersTo(ITEMS), bench.written());
        assertEquals(
                List.of("FAILED", "COMPLETED"),
                database.list(
                        "SELECT batch_status FROM millwright.job_execution ORDER BY id", row -> row.getString(1)));
        assertEquals(0, database.number("SELECT count(*) FROM millwright.step_execution WHERE ended_at IS NULL"));
        assertEquals(ITEMS, stepOfOnlyJob("import").counts().written());
        assertEquals(4, stepOfOnlyJob("import").counts().commits());
    }

    @Test
    void aLeaseThatIsGoneBeforeTheStepBeginsRunsNothing() {
        RunningAttempt attempt = bench.claim("items");
        bench.raiseLease();
        AttemptEnd end = runCatching(attempt);
        assertTrue(end == null || end.outcome() == AttemptOutcome.FAILED);
        assertEquals(List.of(), bench.written());
        assertEquals(0, database.number("SELECT count(*) FROM millwright.job_execution"));
        assertEquals(0, script.opened.get());
    }

    @Test
    void aRestartPassesOverCompletedSteps() {
        AtomicBoolean failed = new AtomicBoolean();
        script.last = attempt -> {
            if (failed.compareAndSet(false, true)) {
                throw new IllegalArgumentException("not yet");
            }
        };
        RunningAttempt first = bench.claim("three-steps");
        assertEquals("step 'last': not yet", bench.run(first).error().message());
        RunningAttempt second = bench.next(first);
        assertEquals(AttemptOutcome.COMPLETED, bench.run(second).outcome());
        assertEquals(1, script.opened.get());
        assertEquals(1, script.reports.get());
        assertEquals(numbersTo(ITEMS), bench.written());
        assertEquals(
                List.of("import", "report", "last"),
                bench.batchJobs().progress(first.jobId()).steps().stream()
                        .map(StepView::name)
                        .toList());
    }

    @Test
    void aResultGivenBeforeACrashIsTheResultOfTheJob() {
        script.report = (attempt, steps) -> Json.object("{\"capital\": 12}");
        script.last = attempt -> {
            if (attempt.number() == 1) {
                bench.raiseLease();
            }
        };
        RunningAttempt first = bench.claim("three-steps");
        bench.run(first);
        AttemptEnd end = bench.run(bench.next(first));
        assertEquals(AttemptOutcome.COMPLETED, end.outcome());
        assertEquals(Json.object("{\"capital\": 12}"), end.result());
        assertEquals(1, script.reports.get());
    }

    @Test
    void anExecutionThatCompletedBeforeItsNodeDiedIsNotRunAgain() {
        script.report = (attempt, steps) -> Json.object("{\"attempt\": " + attempt.number() + "}");
        RunningAttempt first = bench.claim("items");
        bench.run(first);
        AttemptEnd end = bench.run(bench.next(first));
        assertEquals(AttemptOutcome.COMPLETED, end.outcome());
        assertEquals(Json.object("{\"attempt\": 1}"), end.result());
        assertEquals(1, script.opened.get());
        assertEquals(numbersTo(ITEMS), bench.written());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 15, 34, 35})
    void aStoppedAttemptIsReleasedAndTheNextGoesOnWhereItEnded(int number) {
        RunningAttempt first = bench.claim("items");
        script.processing = n -> {
            if (n == number) {
                first.stop();
            }
        };
        assertEquals(AttemptOutcome.RELEASED, bench.run(first).outcome());
        assertEquals(numbersTo(number), bench.written());
        assertEquals("STOPPED", bench.step(first, "import").batchStatus());

        RunningAttempt second = bench.next(first);
        assertEquals(AttemptOutcome.COMPLETED, bench.run(second).outcome());
        assertEquals(numbersTo(ITEMS), bench.written());
        StepCounts counts = bench.step(first, "import").counts();
        assertEquals(ITEMS, counts.read());
        assertEquals(ITEMS, counts.written());
    }

    @Test
    void anAttemptThatWasToStopBeforeItBeganReadsNothingAndIsReleased() {
        RunningAttempt first = bench.claim("items");
        first.stop();
        assertEquals(AttemptOutcome.RELEASED, bench.run(first).outcome());
        assertEquals(AttemptOutcome.COMPLETED, bench.run(bench.next(first)).outcome());
        assertEquals(numbersTo(ITEMS), bench.written());
    }

    @Test
    void aRunningStepShowsWhatItHasCommitted() {
        RunningAttempt attempt = bench.claim("items");
        AtomicInteger chunks = new AtomicInteger();
        script.beforeWriting = numbers -> {
            int committed = chunks.getAndIncrement();
            StepView step = bench.step(attempt, "import");
            assertEquals("STARTED", step.batchStatus());
            assertEquals(committed * 10L, step.counts().read());
            assertEquals(committed, step.counts().commits());
            if (committed == 0) {
                assertNull(step.fraction());
            } else {
                assertEquals(committed * 10.0 / ITEMS, step.fraction(), 1e-9);
                assertEquals(
                        step.fraction() / 2,
                        bench.batchJobs().progress(attempt.jobId()).fraction(),
                        1e-9);
            }
        };
        assertEquals(AttemptOutcome.COMPLETED, bench.run(attempt).outcome());
        assertEquals(4, chunks.get());
    }

    @Test
    void aLaterStepSeesTheCountsOfAnEarlierOneOverAllAttempts() {
        AtomicBoolean failed = new AtomicBoolean();
        script.beforeWriting = numbers -> {
            if (numbers.contains(25) && failed.compareAndSet(false, true)) {
                throw new IllegalArgumentException("once");
            }
        };
        script.report = (attempt, steps) -> Json.object("{\"written\": "
                + steps.counts("import").written() + ", \"none\": "
                + steps.counts("nothing").read() + "}");
        RunningAttempt first = bench.claim("items");
        bench.run(first);
        JsonObject result = bench.run(bench.next(first)).result();
        assertEquals(Json.object("{\"written\": " + ITEMS + ", \"none\": 0}"), result);
    }

    @Test
    void aChunksTransactionHoldsTheMarkOfTheNode() {
        RunningAttempt attempt = bench.claim("items");
        AtomicInteger looked = new AtomicInteger();
        script.beforeWriting = numbers -> {
            assertEquals(1, marks(attempt), "as another session sees it");
            looked.incrementAndGet();
        };
        assertEquals(AttemptOutcome.COMPLETED, bench.run(attempt).outcome());
        assertEquals(4, looked.get());
        assertEquals(0, marks(attempt));
    }

    private long marks(RunningAttempt attempt) {
        return database.number("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"
                + " AND (classid::bigint << 32 | objid::bigint) = " + TransactionMark.of(attempt.node()));
    }

    @Test
    void aTransactionThatABatchletLeavesOpenFailsItsStepAndIsRolledBack() throws Exception {
        database.sql("CREATE TABLE left_open (item integer)");
        script.report = (attempt, steps) -> {
            bench.transactions().begin();
            try (Connection connection = script.dataSource.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.executeUpdate("INSERT INTO left_open VALUES (1)");
            }
            return null;
        };
        RunningAttempt attempt = bench.claim("items");
        AttemptEnd end = bench.run(attempt);
        assertEquals(AttemptOutcome.FAILED, end.outcome());
        assertTrue(
                end.error().message().contains("left a transaction open"),
                end.error().message());
        assertEquals(0, database.number("SELECT count(*) FROM left_open"));
        assertEquals("FAILED", database.text("SELECT batch_status FROM millwright.job_execution"));
    }

    @Test
    void aJobDeclaredNotRestartableIsNotRunTwice() {
        AtomicInteger runs = new AtomicInteger();
        script.last = attempt -> {
            runs.incrementAndGet();
            bench.raiseLease();
        };
        RunningAttempt first = bench.claim("not-restartable");
        bench.run(first);
        AttemptEnd end = bench.run(bench.next(first));
        assertEquals(AttemptOutcome.FAILED, end.outcome());
        assertEquals("CONFIGURATION_ERROR", end.error().code());
        assertEquals(1, runs.get());
    }

    @Test
    void theFlowsOfASplitAllRun() {
        AtomicInteger runs = new AtomicInteger();
        script.last = attempt -> runs.incrementAndGet();
        RunningAttempt attempt = bench.claim("split-flows");
        assertEquals(AttemptOutcome.COMPLETED, bench.run(attempt).outcome());
        assertEquals(2, runs.get());
        assertEquals(3, bench.batchJobs().progress(attempt.jobId()).stepsTotal());
        assertEquals(1, script.reports.get());
    }

    @Test
    void anErrorInAnArtifactFailsTheJobWithItsMessage() {
        script.last = attempt -> {
            throw new NoClassDefFoundError("org/example/Missing");
        };
        AttemptEnd end = bench.run(bench.claim("not-restartable"));
        assertEquals(AttemptOutcome.FAILED, end.outcome());
        assertTrue(
                end.error().message().contains("org/example/Missing"),
                end.error().message());
    }

    @Test
    void anArtifactThatIsNoBeanIsMadeFromItsClass() {
        RunningAttempt attempt = bench.claim("plain-classes");
        AttemptEnd end = bench.run(attempt);
        assertEquals(AttemptOutcome.COMPLETED, end.outcome(), () -> end.error().message());
        assertEquals("PLAIN", bench.step(attempt, "only").exitStatus());
    }

    /** The first attempt fails as {@code failure}, the second writes what is missing. */
    private RunningAttempt assertSecondAttemptCompletesExactly(List<Integer> expected, String failure) {
        RunningAttempt first = bench.claim("items");
        AttemptEnd failed = bench.run(first);
        assertEquals(AttemptOutcome.FAILED, failed.outcome());
        assertEquals(failure, failed.error().message());
        assertEquals("FAILED", bench.step(first, "import").batchStatus());

        AttemptEnd end = bench.run(bench.next(first));
        assertEquals(AttemptOutcome.COMPLETED, end.outcome());
        assertEquals(expected, bench.written());
        return first;
    }

    private StepView stepOfOnlyJob(String name) {
        String job = database.text("SELECT id::text FROM millwright.job");
        return bench.batchJobs().progress(java.util.UUID.fromString(job)).steps().stream()
                .filter(step -> step.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private AttemptEnd runCatching(RunningAttempt attempt) {
        try {
            return bench.run(attempt);
        } catch (FencedError e) {
            return null;
        }
    }

    private static List<Integer> numbersTo(int last) {
        return IntStream.rangeClosed(1, last).boxed().toList();
    }
}
