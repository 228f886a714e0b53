package millwright.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import millwright.job.Visibility;
import millwright.testing.PostgresTest;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.Test;

/** Holds S3 and S7. */
@PostgresTest
class DeadLetterGroupsTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final SearchedJobs jobs;
    private final TestDatabase database;
    private final DeadLetterGroups groups;

    DeadLetterGroupsTest(TestDatabase database) {
        this.database = database;
        this.jobs = new SearchedJobs(database);
        this.groups = new StoredDeadLetterGroups(database.database());
    }

    @Test
    void errorsOfOneExceptionInOnePlaceAreOneGroupWhateverTheySay() {
        UUID oldest = failed(30).deadLetter();
        UUID middle = failed(5).deadLetter();
        UUID newest = failed(5).took(Duration.ofMinutes(90)).deadLetter();
        failed(2).archived("FAILED");
        UUID elsewhere = jobs.created(HOUR)
                .thrown("DATA_ERROR", "java.io.IOException", "com.example.Other.read")
                .deadLetter();
        UUID timedOut =
                jobs.created(HOUR).error("TIMEOUT_ERROR", "took too long").deadLetter();
        UUID other = failed(1).definition("report").deadLetter();

        List<DeadLetterGroup> found = all();
        assertEquals(4, found.size());
        DeadLetterGroup group = found.get(0);
        assertEquals("work", group.definition());
        assertEquals("DATA_ERROR", group.code());
        assertEquals(Optional.of("java.io.IOException"), group.exception());
        assertEquals(Optional.of("com.example.Import.read"), group.frame());
        assertEquals(3, group.count());
        assertEquals(newest, group.last());
        assertEquals(jobs.ago(HOUR.multipliedBy(30)).plusSeconds(1), group.firstSeen());
        assertEquals(jobs.ago(HOUR.multipliedBy(5)).plus(Duration.ofMinutes(90)), group.lastSeen());
        assertEquals(24, group.trend().size());
        assertEquals(1, group.trend().get(23 - 3));
        assertEquals(2, group.trend().stream().mapToLong(each -> each).sum(), "the oldest is of the day before");

        assertEquals(List.of(oldest, middle, newest), groups.members(group.id(), Visibility.ALL, 10));
        assertEquals(List.of(oldest), groups.members(group.id(), Visibility.ALL, 1));
        assertEquals(
                Set.of(elsewhere, timedOut, other),
                Set.copyOf(
                        found.subList(1, 4).stream().map(DeadLetterGroup::last).toList()));
        assertEquals(
                Optional.empty(),
                found.stream()
                        .filter(one -> one.last().equals(timedOut))
                        .findFirst()
                        .orElseThrow()
                        .exception());
    }

    @Test
    void aGroupsNameStaysTheSameAndNamesNoOther() {
        failed(3).deadLetter();
        String id = all().get(0).id();
        failed(2).deadLetter();
        failed(1).definition("report").deadLetter();
        assertEquals(id, all().get(0).id());
        assertEquals(all().get(0), groups.find(id, Visibility.ALL).orElseThrow());
        assertEquals(Optional.empty(), groups.find("no group", Visibility.ALL));
        assertNotEquals(id, all().get(1).id());
        assertEquals(List.of(), groups.members("no group", Visibility.ALL, 10));
    }

    @Test
    void groupsHoldWhatTheirReaderMaySee() {
        UUID mine = failed(3).submitter("ada").deadLetter();
        UUID others = failed(2).submitter("bob").queue("q").deadLetter();
        failed(1).submitter("bob").definition("report").deadLetter();
        Visibility own = new Visibility(Optional.of("ada"), Set.of(), Set.of());
        Visibility narrowed = new Visibility(Optional.empty(), Set.of("q"), Set.of("work"));

        List<DeadLetterGroup> seen = list(own);
        assertEquals(1, seen.size());
        assertEquals(1, seen.get(0).count());
        assertEquals(mine, seen.get(0).last());
        assertEquals(List.of(mine), groups.members(seen.get(0).id(), own, 10));
        assertEquals(
                List.of(others),
                list(narrowed).stream().map(DeadLetterGroup::last).toList());
        assertEquals(List.of(mine), groups.visible(List.of(others, mine), own));
        assertEquals(
                1,
                groups.list(query(Optional.of("report"), Optional.empty(), 0, 10), Visibility.ALL)
                        .size());
        assertEquals(
                1,
                groups.list(query(Optional.empty(), Optional.of("q"), 0, 10), Visibility.ALL)
                        .size());
    }

    @Test
    void theLargestComeFirstAndNoMoreThanAskedFor() {
        failed(3).definition("small").deadLetter();
        failed(2).deadLetter();
        failed(1).deadLetter();
        assertEquals(List.of("work"), definitions(query(Optional.empty(), Optional.empty(), 0, 1)));
        assertEquals(List.of("small"), definitions(query(Optional.empty(), Optional.empty(), 1, 1)));
        assertThrows(IllegalArgumentException.class, () -> query(Optional.empty(), Optional.empty(), 0, 0));
    }

    @Test
    void theSearchFindsTheMembersOfAGroup() {
        UUID member = failed(3).deadLetter();
        failed(2).definition("report").deadLetter();
        String group = list(new Visibility(Optional.empty(), Set.of(), Set.of("work")))
                .get(0)
                .id();
        JobFilter all = JobFilter.ALL;
        JobFilter filter = new JobFilter(
                all.states(),
                all.definitions(),
                all.queues(),
                all.priorities(),
                all.tags(),
                all.submitter(),
                all.correlationId(),
                all.node(),
                all.errorCodes(),
                all.created(),
                all.started(),
                all.finished(),
                all.parameters(),
                all.result(),
                all.errorText(),
                true,
                Optional.of(group));
        SearchPage page = new StoredJobSearch(database.database())
                .find(new SearchQuery(filter, Visibility.ALL, SearchSort.FINISHED, false, Optional.empty(), 10));
        assertEquals(List.of(member), page.jobs().stream().map(job -> job.id()).toList());
        assertEquals(Optional.empty(), page.since());
    }

    private SearchedJobs.Draft failed(int hoursAgo) {
        return jobs.created(HOUR.multipliedBy(hoursAgo))
                .thrown("DATA_ERROR", "java.io.IOException", "com.example.Import.read");
    }

    private List<String> definitions(DeadLetterGroups.Query query) {
        return groups.list(query, Visibility.ALL).stream()
                .map(DeadLetterGroup::definition)
                .toList();
    }

    private static DeadLetterGroups.Query query(
            Optional<String> definition, Optional<String> queue, int skip, int limit) {
        return new DeadLetterGroups.Query(definition, queue, Optional.empty(), skip, limit);
    }

    private List<DeadLetterGroup> all() {
        return list(Visibility.ALL);
    }

    private List<DeadLetterGroup> list(Visibility visibility) {
        return groups.list(query(Optional.empty(), Optional.empty(), 0, 100), visibility);
    }
}
