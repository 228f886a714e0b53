package millwright.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import millwright.job.AttemptEnd;
import millwright.job.AttemptOutcome;
import millwright.job.RunningAttempt;
import millwright.testing.PostgresTest;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** B2, B4: items that are left out, and chunks that are tried again. */
@PostgresTest
class BatchSkipTest extends ItemsJobTest {

    BatchSkipTest(TestDatabase database) {
        super(database);
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
                List.of(
                        new SkippedItem(
                                "import", skipped, SkippedItem.Phase.PROCESS, "is unlucky", "number " + skipped),
                        new SkippedItem(
                                "import",
                                failing,
                                SkippedItem.Phase.PROCESS,
                                "java.lang.IllegalArgumentException: no more memory",
                                "" + failing,
                                null,
                                SkippedItem.Kind.FAILED)),
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
}
