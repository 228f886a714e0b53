package millwright.model;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import millwright.job.JobLifecycle;
import millwright.job.JobState;
import millwright.testing.TestDatabase;

/**
 * Every change of a job's row, noted by triggers in the order in which the row went through them, and what the life of
 * a job may be. The engine does not know of it: what it says holds whatever statement made the change.
 */
final class Ledger {

    private static final List<String> INSTALL = List.of(
            "CREATE SCHEMA ledger",
            """
            CREATE TABLE ledger.change (
                seq         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                job         uuid    NOT NULL,
                archived    boolean NOT NULL,
                was         text,
                state       text,
                was_lease   bigint,
                lease       bigint,
                was_node    uuid,
                node        uuid,
                was_round   integer,
                round       integer,
                was_attempts integer,
                attempts    integer
            )
            """,
            """
            CREATE FUNCTION ledger.note() RETURNS trigger LANGUAGE plpgsql AS $$
            DECLARE
                cold boolean := TG_TABLE_NAME LIKE 'job_archive%';
            BEGIN
                IF TG_OP = 'INSERT' THEN
                    INSERT INTO ledger.change (job, archived, state, lease, node, round, attempts)
                    VALUES (new.id, cold, new.state, new.lease, new.node, new.round, new.attempts);
                ELSIF TG_OP = 'UPDATE' THEN
                    INSERT INTO ledger.change (job, archived, was, state, was_lease, lease, was_node, node, was_round,
                                               round, was_attempts, attempts)
                    VALUES (new.id, cold, old.state, new.state, old.lease, new.lease, old.node, new.node, old.round,
                            new.round, old.attempts, new.attempts);
                ELSE
                    INSERT INTO ledger.change (job, archived, was, was_lease, was_node, was_round)
                    VALUES (old.id, cold, old.state, old.lease, old.node, old.round);
                END IF;
                RETURN NULL;
            END
            $$
            """,
            """
            CREATE TRIGGER noted AFTER INSERT OR UPDATE OR DELETE ON millwright.job
                FOR EACH ROW EXECUTE FUNCTION ledger.note()
            """,
            """
            CREATE TRIGGER noted AFTER INSERT ON millwright.job_archive
                FOR EACH ROW EXECUTE FUNCTION ledger.note()
            """,
            """
            CREATE FUNCTION ledger.rises() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                RAISE EXCEPTION 'the progress of job % falls from % to % under lease % (was %)',
                    new.job_id, old.fraction, new.fraction, new.lease, old.lease;
            END
            $$
            """,
            """
            CREATE TRIGGER rises AFTER UPDATE ON millwright.job_progress FOR EACH ROW
                WHEN (new.lease < old.lease OR new.lease = old.lease
                      AND (new.fraction < old.fraction OR new.records_processed < old.records_processed))
                EXECUTE FUNCTION ledger.rises()
            """);

    private static final String CHANGES =
            """
            SELECT job, archived, was, state, coalesce(was_lease, 0) AS was_lease, coalesce(lease, 0) AS lease, was_node,
                   node, coalesce(was_round, 0) AS was_round, coalesce(round, 0) AS round
              FROM ledger.change ORDER BY seq
            """;

    private final TestDatabase database;

    private Ledger(TestDatabase database) {
        this.database = database;
    }

    static Ledger install(TestDatabase database) {
        INSTALL.forEach(database::sql);
        return new Ledger(database);
    }

    /** What happened to a row: inserted (no {@code was}), updated, or deleted (no {@code state}). */
    private record Change(
            UUID job,
            boolean archived,
            Optional<JobState> was,
            Optional<JobState> state,
            long wasLease,
            long lease,
            UUID wasNode,
            UUID node,
            int wasRound,
            int round) {

        static Change of(ResultSet row) throws SQLException {
            return new Change(
                    row.getObject("job", UUID.class),
                    row.getBoolean("archived"),
                    Optional.ofNullable(row.getString("was")).map(JobState::valueOf),
                    Optional.ofNullable(row.getString("state")).map(JobState::valueOf),
                    row.getLong("was_lease"),
                    row.getLong("lease"),
                    row.getObject("was_node", UUID.class),
                    row.getObject("node", UUID.class),
                    row.getInt("was_round"),
                    row.getInt("round"));
        }
    }

    /** That each job's life so far is one the lifecycle knows. */
    void check() {
        Map<UUID, Life> lives = new LinkedHashMap<>();
        database.list(CHANGES, Change::of).forEach(change -> lives.computeIfAbsent(change.job(), Life::new)
                .add(change));
        lives.values().forEach(Life::end);
    }

    /** One job's changes, in their order. */
    private static final class Life {

        private final UUID job;
        private final StringBuilder told = new StringBuilder();
        private JobState state;
        private boolean leaving;
        private boolean gone;
        private long lease;
        private UUID node;
        private int round;
        private int finalRound;

        Life(UUID job) {
            this.job = job;
        }

        void add(Change change) {
            told.append("\n  ").append(change);
            require(!gone, "changes after it was archived");
            if (change.archived()) {
                require(leaving, "is archived without leaving the hot table");
                require(change.was().isEmpty(), "is changed in the archive");
                require(change.lease() == lease && change.round() == round, "is archived under another lease or round");
                leaving = false;
                gone = true;
                enter(change);
            } else if (change.was().isEmpty()) {
                require(state == null, "is inserted twice");
                lease = change.lease();
                round = change.round();
                enter(change);
            } else if (change.state().isEmpty()) {
                require(change.was().get() == state, "is deleted in another state");
                leaving = true;
            } else {
                update(change);
            }
        }

        private void update(Change change) {
            require(change.was().get() == state && change.wasLease() == lease, "changes from where it was not");
            if (state == JobState.RUNNING && change.state().get() == JobState.RUNNING) {
                require(change.lease() == lease && change.node().equals(node), "has two live leases");
            }
            require(change.lease() >= lease, "loses a lease");
            if (change.state().get() == state) {
                require(change.round() == round, "changes its round in passing");
                lease = change.lease();
                return;
            }
            if (change.state().get() == JobState.RUNNING) {
                require(change.lease() > lease, "is claimed under an old lease");
            }
            boolean again = state == JobState.FAILED;
            require(change.round() == round + (again ? 1 : 0), "is in the wrong round");
            lease = change.lease();
            round = change.round();
            enter(change);
        }

        private void enter(Change change) {
            JobState next = change.state().orElseThrow();
            boolean resolved = state == JobState.FAILED && next == JobState.FAILED && gone;
            require(resolved || isAllowed(state, next), "goes from " + state + " to " + next);
            if (next.isFinal() && !resolved) {
                require(finalRound < round, "ends twice in one round");
                finalRound = round;
            }
            state = next;
            node = change.node();
        }

        private static boolean isAllowed(JobState from, JobState to) {
            Stream<JobLifecycle> all = Arrays.stream(JobLifecycle.values()).filter(t -> t.to() == to);
            return from == null
                    ? all.anyMatch(t -> Arrays.stream(JobState.values()).noneMatch(t::allowsFrom))
                    : all.anyMatch(t -> t.allowsFrom(from));
        }

        void end() {
            require(!leaving, "left the hot table for nowhere");
        }

        private void require(boolean holds, String otherwise) {
            if (!holds) {
                throw new AssertionError("job " + job + " " + otherwise + ":" + told);
            }
        }
    }
}
