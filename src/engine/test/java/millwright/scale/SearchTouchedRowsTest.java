package millwright.scale;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import millwright.database.Database;
import millwright.job.JobState;
import millwright.job.Visibility;
import millwright.search.DeadLetterGroups;
import millwright.search.Filter;
import millwright.search.JobFilter;
import millwright.search.SearchPage;
import millwright.search.SearchQuery;
import millwright.search.SearchSort;
import millwright.search.StoredDeadLetterGroups;
import millwright.search.StoredJobSearch;
import millwright.testing.ExplainedSession;
import millwright.testing.Plan;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** S1, S4, S7 and promise 7: what searches and groups touch in full tables, however their plans are made. */
@Tag("postgresql")
class SearchTouchedRowsTest {

    private static final int ROWS = Integer.getInteger("millwright.explain.rows", 100_000);
    private static final int FEW = 20;

    /** Of a page: one row more than it shows, in each of some ten partitions and the hot table. */
    private static final int PAGE = 1_500;

    /** What a search reads in each table before it looks at its clock, more than once in each of its statements. */
    private static final int CHUNK = 2 * 1_000 + PAGE;

    private static final String RARE =
            """
            UPDATE millwright.job_archive SET definition = 'rare', queue = 'rare', submitter = 'rare', state = 'CANCELLED',
                   correlation_id = 'rare'
             WHERE id IN (SELECT id FROM millwright.job_archive ORDER BY id LIMIT ?)
            """;

    private static TestDatabase tables;

    @BeforeAll
    static void fill() {
        tables = FullTables.withTrueStatistics(ROWS);
        tables.sql(RARE, FEW);
        tables.sql("ANALYZE");
    }

    @AfterAll
    static void close() throws IOException {
        tables.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aPageWithoutAFilterTouchesItsOwnRows(boolean generic) throws SQLException {
        touches(PAGE, generic, 50, database -> found(database, JobFilter.ALL, Visibility.ALL, SearchSort.CREATED));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatIsRareInTheArchiveIsFoundByEachOfItsIndexes(boolean generic) throws SQLException {
        // the oldest of the archive, behind all others; what is not over is looked through in a chunk
        for (JobFilter filter : List.of(
                new Filter().definition("rare").state(JobState.CANCELLED).build(),
                new Filter()
                        .queue("rare")
                        .state(JobState.COMPLETED, JobState.CANCELLED)
                        .build(),
                new Filter()
                        .submitter("rare")
                        .state(JobState.COMPLETED, JobState.CANCELLED)
                        .build(),
                new Filter().correlationId("rare").state(JobState.CANCELLED).build(),
                new Filter().state(JobState.CANCELLED).build(),
                new Filter()
                        .definition("rare", "none")
                        .submitter("rare")
                        .state(JobState.CANCELLED)
                        .build())) {
            touches(PAGE, generic, FEW, database -> found(database, filter, Visibility.ALL, SearchSort.CREATED));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void ofSeveralIndexesTheOneWithFewJobsIsTaken(boolean generic) throws SQLException {
        JobFilter filter = new Filter()
                .definition("rare")
                .submitter("test")
                .state(JobState.COMPLETED, JobState.CANCELLED)
                .build();
        touches(PAGE, generic, 0, database -> found(database, filter, Visibility.ALL, SearchSort.CREATED));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void noStatementOfASearchThatFindsNothingReadsMoreThanItsChunk(boolean generic) throws SQLException {
        JobFilter filter = new Filter().queue("default").tag("nobody").build();
        Database plain = tables.database();
        SearchPage page = new StoredJobSearch(plain).find(SearchQuery.newest(filter, Visibility.ALL, 50));
        assertEquals(0, page.jobs().size());
        List<Plan> plans = plans(generic, database -> new StoredJobSearch(database)
                .find(SearchQuery.newest(filter, Visibility.ALL, 50)));
        Plan first = plans.get(0);
        assertTrue(first.touched() <= CHUNK, first::toString);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatEndedLastIsFoundAlongItsIndex(boolean generic) throws SQLException {
        touches(PAGE, generic, 50, database -> found(database, JobFilter.ALL, Visibility.ALL, SearchSort.FINISHED));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void groupsReadDeadLettersAndNothingElse(boolean generic) throws SQLException {
        int letters = Math.toIntExact(tables.number("SELECT count(*) FROM millwright.job WHERE state = 'FAILED'"));
        touches(2 * letters + PAGE, generic, 1, database -> new StoredDeadLetterGroups(database)
                .list(
                        new DeadLetterGroups.Query(Optional.empty(), Optional.empty(), Optional.empty(), 0, 50),
                        Visibility.ALL)
                .size());
        String group = new StoredDeadLetterGroups(tables.database())
                .list(
                        new DeadLetterGroups.Query(Optional.empty(), Optional.empty(), Optional.empty(), 0, 50),
                        Visibility.ALL)
                .get(0)
                .id();
        touches(PAGE, generic, FEW, database -> new StoredDeadLetterGroups(database)
                .members(group, new Visibility(Optional.empty(), Set.of(), Set.of()), FEW)
                .size());
    }

    private static int found(Database database, JobFilter filter, Visibility visibility, SearchSort sort) {
        return new StoredJobSearch(database)
                .find(new SearchQuery(filter, visibility, sort, false, Optional.empty(), 50))
                .jobs()
                .size();
    }

    private static void touches(int most, boolean generic, int found, ToIntFunction<Database> work)
            throws SQLException {
        plans(generic, database -> assertEquals(found, work.applyAsInt(database)))
                .forEach(plan -> assertTrue(
                        plan.touched() <= most,
                        () -> plan.touched() + " rows touched, expected " + most + ":\n" + plan));
    }

    private static List<Plan> plans(boolean generic, Consumer<Database> work) throws SQLException {
        try (ExplainedSession session = new ExplainedSession(tables, generic)) {
            work.accept(session.database());
            List<Plan> plans = session.taken();
            assertFalse(plans.isEmpty(), "nothing was explained");
            return plans;
        }
    }
}
