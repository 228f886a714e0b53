package millwright.container;

import static millwright.container.Watched.PATIENCE;
import static millwright.container.Watched.bean;
import static millwright.container.Watched.find;
import static millwright.container.Watched.newest;
import static millwright.container.Watched.over;
import static millwright.container.Watched.rows;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import millwright.job.Job;
import millwright.job.JobState;
import millwright.job.Submission;
import millwright.queue.Queues;
import millwright.samples.features.BatchOfJobs;
import millwright.samples.features.Delays;
import millwright.samples.features.Dependencies;
import millwright.samples.features.PausedQueue;
import millwright.samples.features.Priorities;
import millwright.samples.features.RateLimit;
import millwright.samples.features.TenantLimit;
import millwright.samples.features.TransactionalSubmit;
import millwright.samples.features.UniqueJobs;
import org.junit.jupiter.api.Test;

/** The samples of what a request and a queue can ask: each does what its file says. */
interface SamplesOfSubmitting {

    @Test
    default void anUrgentJobStartsBeforeThoseThatWaitedLonger() throws Exception {
        Priorities labels = bean(Priorities.class);
        bean(Queues.class).pause("labels", "the printer is warming up", "test");
        bean(Queues.class).maxRunning("labels", Optional.of(1));
        List<UUID> low = IntStream.range(0, 5)
                .mapToObj(i -> labels.whenThereIsTime("house " + i))
                .toList();
        UUID urgent = labels.beforeAllOthers("fire station");
        bean(Queues.class).resume("labels", "test");
        List<UUID> inOrder = over(Stream.concat(low.stream(), Stream.of(urgent)).toList()).stream()
                .sorted(Comparator.comparing(Job::startedAt))
                .map(Job::id)
                .toList();
        assertEquals(Stream.concat(Stream.of(urgent), low.stream()).toList(), inOrder);
    }

    @Test
    default void aDelayedJobWaitsForItsTimeAndALateOneExpires() throws Exception {
        Delays reminders = bean(Delays.class);
        UUID later = reminders.after(Duration.ofSeconds(1), "Ada");
        assertEquals(JobState.SCHEDULED, find(later).state());
        Job delayed = over(later);
        assertFalse(delayed.startedAt().isBefore(delayed.createdAt().plusSeconds(1)), delayed::toString);
        bean(Queues.class).pause("reminders", "night", "test");
        UUID late = reminders.orNeverAfter(Instant.now().plusMillis(500), "Bob");
        assertEquals(JobState.EXPIRED, over(late).state());
        UUID never = reminders.orNeverWithin(Duration.ofMillis(400), Duration.ofMillis(100), "Cy");
        Job expired = over(never);
        assertEquals(JobState.EXPIRED, expired.state());
        assertFalse(expired.finishedAt().isBefore(expired.createdAt().plusMillis(500)), expired::toString);
        bean(Queues.class).resume("reminders", "test");
    }

    @Test
    default void aJobReadsTheResultsOfThoseItWaitedFor() throws Exception {
        Dependencies months = bean(Dependencies.class);
        List<Job> month = over(months.month(List.of("north", "east")));
        assertEquals("9", month.get(2).result().toString());
        assertFalse(month.get(3).startedAt().isBefore(month.get(2).finishedAt()), month::toString);
        List<JobState> states = over(months.month(List.of("north", " "))).stream()
                .map(Job::state)
                .toList();
        assertEquals(List.of(JobState.COMPLETED, JobState.FAILED, JobState.CANCELLED, JobState.COMPLETED), states);
        assertEquals(
                JobState.COMPLETED, over(months.closeAfter(month.get(2).id())).state());
    }

    @Test
    default void whoAsksForTheSameGetsTheFirstsJob() throws Exception {
        UniqueJobs indexes = bean(UniqueJobs.class);
        bean(Queues.class).pause("indexes", "the first is to be waiting still", "test");
        Submission first = indexes.once("bookshop");
        Submission second = indexes.once("bookshop");
        assertAll(
                () -> assertTrue(first.created()),
                () -> assertFalse(second.created()),
                () -> assertEquals(first.id(), second.id()),
                () -> assertNotEquals(first.id(), indexes.once("bakery").id()));
        bean(Queues.class).resume("indexes", "test");
        over(first.id());
        assertTrue(indexes.once("bookshop").created());
        UUID daily = indexes.oncePerDay("florist");
        over(daily);
        assertEquals(daily, indexes.oncePerDay("florist"));
    }

    @Test
    default void noMoreThanTwoOfATenantRunAtOnce() throws Exception {
        TenantLimit exports = bean(TenantLimit.class);
        List<Job> over = over(
                IntStream.range(0, 10).mapToObj(i -> exports.submit("acme")).toList());
        long most = over.stream()
                .mapToLong(one -> over.stream()
                        .filter(other -> !other.startedAt().isAfter(one.startedAt()))
                        .filter(other -> other.attempts().get(0).endedAt().isAfter(one.startedAt()))
                        .count())
                .max()
                .orElseThrow();
        assertEquals(2, most, over::toString);
    }

    @Test
    default void noMoreStartThanTheRateAllows() throws Exception {
        RateLimit messages = bean(RateLimit.class);
        over(messages.submit("the first, which loads classes"));
        messages.atMost(3, Duration.ofSeconds(1));
        List<UUID> ids =
                IntStream.range(0, 7).mapToObj(i -> messages.submit("+49 " + i)).toList();
        List<Instant> starts = over(ids).stream().map(Job::startedAt).sorted().toList();
        // three at once, then one each third of a second; a claimed job may begin a little later than the one after it
        for (int i = 0; i < starts.size(); i++) {
            for (int j = i + 3; j < starts.size(); j++) {
                Duration apart = Duration.between(starts.get(i), starts.get(j));
                assertTrue(
                        apart.plusMillis(200).compareTo(Duration.ofMillis((j - i - 2) * 1000L / 3)) > 0,
                        starts::toString);
            }
        }
    }

    @Test
    default void nothingOfAPausedQueueStarts() throws Exception {
        PausedQueue ledger = bean(PausedQueue.class);
        BatchOfJobs pictures = bean(BatchOfJobs.class);
        ledger.close("audit until noon", "anna");
        UUID entry = ledger.submit("rent");
        pictures.resizeAll(List.of("submitted later"), PATIENCE);
        assertEquals(JobState.QUEUED, find(entry).state());
        assertEquals(Optional.of("audit until noon"), ledger.whyClosed());
        ledger.open("anna");
        assertEquals(JobState.COMPLETED, over(entry).state());
        assertEquals(Optional.empty(), ledger.whyClosed());
    }

    @Test
    default void aBatchIsAwaitedTogether() throws Exception {
        BatchOfJobs pictures = bean(BatchOfJobs.class);
        List<String> large =
                IntStream.range(0, 100).mapToObj(i -> "picture" + i).toList();
        List<String> small = large.stream().map(picture -> picture + "@320").toList();
        assertEquals(small, pictures.resizeAll(large, PATIENCE));
    }

    @Test
    default void aRollbackTakesTheJobAlong() throws Exception {
        TransactionalSubmit orders = bean(TransactionalSubmit.class);
        UUID good = UUID.randomUUID();
        Job confirmed = over(orders.order(good, 12));
        assertEquals(JobState.COMPLETED, confirmed.state(), confirmed::toString);
        assertThrows(IllegalArgumentException.class, () -> orders.order(UUID.randomUUID(), -12));
        assertEquals(List.of(good.toString()), rows("SELECT id FROM samples.customer_order"));
        assertEquals(confirmed.id(), newest("confirm-order").id());
    }
}
