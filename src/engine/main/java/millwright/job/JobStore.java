package millwright.job;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import millwright.database.Database;
import millwright.database.Database.SqlArray;

/** Owns the submitting and reading SQL of {@code millwright.job} and {@code millwright.job_archive}. */
public final class JobStore {

    private static final String COLUMNS = JobRow.COLUMNS;
    private static final String HOT = JobRow.HOT;
    private static final String COLD = JobRow.COLD;

    // A job is in exactly one of the two at any moment: one statement, so that a job moving between them is seen once.
    // The archive is asked only for days on which a job of this id can have ended.
    private static final String FIND =
            """
            SELECT %1$s, %2$s FROM millwright.job WHERE id = ?
            UNION ALL
            SELECT %1$s, %3$s FROM millwright.job_archive WHERE id = ? AND finished_at >= ?
            """
                    .formatted(COLUMNS, HOT, COLD);

    private static final String FIND_MANY =
            """
            SELECT %1$s, %2$s FROM millwright.job WHERE id = ANY (?)
            UNION ALL
            SELECT %1$s, %3$s FROM millwright.job_archive WHERE id = ANY (?) AND finished_at >= ?
            """
                    .formatted(COLUMNS, HOT, COLD);

    private static final String DEAD_LETTERS = "SELECT %s, %s FROM millwright.job WHERE id = ANY (?) AND %s"
            .formatted(COLUMNS, HOT, JobLifecycle.RETRY_IN_PLACE.guard("state"));

    // The upper bound is always there, so that one generic plan reads both indexes on id backwards. A part that can
    // hold
    // none of the states is not read at all: the flag before it is decided once, not for each row of the archive.
    private static final String LIST =
            """
            SELECT * FROM (
                (SELECT %1$s, %2$s FROM millwright.job
                  WHERE ? AND id < ? AND state = ANY (?) AND (?::text IS NULL OR definition = ?)
                  ORDER BY id DESC LIMIT ?)
                UNION ALL
                (SELECT %1$s, %3$s FROM millwright.job_archive
                  WHERE ? AND id < ? AND state = ANY (?) AND (?::text IS NULL OR definition = ?)
                  ORDER BY id DESC LIMIT ?)
            ) AS newest
            ORDER BY id DESC LIMIT ?
            """
                    .formatted(COLUMNS, HOT, COLD);

    private static final String WAITING_TO_RETRY =
            """
            SELECT %s, %s FROM millwright.job WHERE state = '%s' ORDER BY run_at LIMIT ?
            """
                    .formatted(COLUMNS, HOT, JobState.RETRYING);

    private static final UUID AFTER_ALL = new UUID(-1L, -1L);

    /** The clock in an id is its node's, the clock in finished_at the database's: they may disagree by this much. */
    private static final Duration CLOCK_SKEW = Duration.ofDays(1);

    private final Database database;

    public JobStore(Database database) {
        this.database = database;
    }

    CancelStore cancels() {
        return new CancelStore(database);
    }

    StopStore stops() {
        return new StopStore(database);
    }

    RestartStore restarts() {
        return new RestartStore(database);
    }

    Submitting submitting(RequestCheck check) {
        return new Submitting(database, check);
    }

    OrderStore orders() {
        return new OrderStore(database);
    }

    WaitStore waits() {
        return new WaitStore(database);
    }

    DeadLetterStore letters() {
        return new DeadLetterStore(database);
    }

    RetryStore retries() {
        return new RetryStore(database);
    }

    LineageStore lineages() {
        return new LineageStore(database);
    }

    EventStore events() {
        return new EventStore(database);
    }

    Optional<Job> find(UUID id) {
        if (id.version() != 7) {
            return Optional.empty();
        }
        return database.first(FIND, JobRow::job, id, id, earliestEnd(id));
    }

    /** Those of {@code ids} that there are, in any order. */
    List<Job> find(Collection<UUID> ids) {
        List<UUID> possible =
                ids.stream().filter(id -> id.version() == 7).distinct().toList();
        Optional<Instant> earliest =
                possible.stream().map(JobStore::earliestEnd).min(Instant::compareTo);
        if (earliest.isEmpty()) {
            return List.of();
        }
        SqlArray array = new SqlArray("uuid", possible);
        return database.list(FIND_MANY, JobRow::job, array, array, earliest.get());
    }

    /** Those of {@code ids} that are dead letters, in any order. */
    List<Job> deadLetters(List<UUID> ids) {
        return database.list(DEAD_LETTERS, JobRow::job, new SqlArray("uuid", ids));
    }

    /** Before this, no job of this UUIDv7 can have ended. */
    public static Instant earliestEnd(UUID id) {
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16).minus(CLOCK_SKEW);
    }

    /** Next in time first: along the index of what waits for its time. */
    List<Job> retrying(int limit) {
        if (limit < 1 || limit > JobQuery.MOST) {
            throw new IllegalArgumentException("limit is " + limit + ", expected 1 to " + JobQuery.MOST);
        }
        return database.list(WAITING_TO_RETRY, JobRow::job, limit);
    }

    List<Job> list(JobQuery query) {
        UUID before = query.before().orElse(AFTER_ALL);
        Collection<JobState> asked = query.states().isEmpty() ? EnumSet.allOf(JobState.class) : query.states();
        SqlArray states = new SqlArray("text", asked.stream().map(Enum::name).toList());
        String definition = query.definition().orElse(null);
        int limit = query.limit();
        return database.list(
                LIST,
                JobRow::job,
                asked.stream().anyMatch(JobState::isKeptHot),
                before,
                states,
                definition,
                definition,
                limit,
                asked.stream().anyMatch(JobState::isFinal),
                before,
                states,
                definition,
                definition,
                limit,
                limit);
    }
}
