package millwright.model;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import millwright.job.AfterCommit;
import millwright.job.DeadLetters;
import millwright.job.Definitions;
import millwright.job.JobStore;
import millwright.job.Jobs;
import millwright.job.RequestCheck;
import millwright.job.RunningAttempt;
import millwright.job.StoredDeadLetters;
import millwright.job.StoredJobs;
import millwright.node.NodeSteps;
import millwright.queue.QueueSteps;
import millwright.testing.FakeRunner;
import millwright.testing.FakeSignals;
import millwright.testing.TestDatabase;
import millwright.waiting.WaitingSteps;

/** The engine on its database, the model beside it, and the clock of both. */
final class World {

    static final List<String> QUEUES = List.of("red", "blue");
    static final List<String> DEFINITIONS = List.of("work", "toil");

    private static final int NODES = 3;
    private static final int TRUNCATE_EVERY = 50;

    private static final List<String> STOP_THE_CLOCK = List.of(
            "CREATE TABLE ledger.clock (at timestamptz NOT NULL)",
            "INSERT INTO ledger.clock VALUES (now())",
            """
            CREATE OR REPLACE FUNCTION millwright.clock() RETURNS timestamptz
                LANGUAGE sql STABLE AS 'SELECT at FROM ledger.clock'
            """);

    // Much faster than TRUNCATE, which makes new files; but the files grow.
    private static final String CLEAR =
            """
            CREATE FUNCTION ledger.clear() RETURNS void LANGUAGE plpgsql AS $$
            DECLARE
                name text;
            BEGIN
                SET LOCAL session_replication_role = replica;
                FOR name IN %s LOOP
                    EXECUTE 'DELETE FROM ' || name;
                END LOOP;
            END
            $$
            """;

    private static final String ALL_TABLES =
            """
            SELECT format('%I.%I', n.nspname, c.relname)
              FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE (n.nspname = 'millwright' AND c.relkind IN ('r', 'p') AND NOT c.relispartition
                    AND c.relname NOT LIKE 'flyway%' AND c.relname <> 'audit_entry') OR c.oid = 'ledger.change'::regclass""";

    private static final String PAUSE =
            """
            INSERT INTO millwright.queue AS q (name, paused, paused_at)
            VALUES (?, ?, CASE WHEN ? THEN millwright.clock() END)
                ON CONFLICT (name) DO UPDATE SET paused = excluded.paused, paused_at = excluded.paused_at
            """;

    private static final String LIMIT =
            """
            INSERT INTO millwright.queue AS q (name, max_running) VALUES (?, nullif(?, 0))
                ON CONFLICT (name) DO UPDATE SET max_running = excluded.max_running
            """;

    final TestDatabase database;
    final Ledger ledger;
    final Jobs jobs;
    final DeadLetters deadLetters;
    final QueueSteps queue;
    final NodeSteps nodes;
    final WaitingSteps waiting;

    final Map<UUID, ModelJob> model = new LinkedHashMap<>();
    final Names names = new Names();
    final Set<String> paused = new HashSet<>();
    final Map<String, Integer> maxRunning = new HashMap<>();
    final List<UUID> living = new ArrayList<>();
    final List<UUID> dead = new ArrayList<>();
    /** What some process still has in hand, under whatever lease. */
    final List<RunningAttempt> held = new ArrayList<>();

    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    private final Limits limits = new Limits();
    private int begun;

    /** With the server's own clock. */
    World(TestDatabase database) {
        this.database = database;
        this.ledger = Ledger.install(database);
        database.sql(CLEAR.formatted(ALL_TABLES));
        Definitions definitions = new Definitions(List.of(FakeRunner.completing(DEFINITIONS.toArray(String[]::new))));
        this.jobs = new StoredJobs(
                new JobStore(database.database()), definitions, new FakeSignals(), new AfterCommit(Optional.empty()));
        this.deadLetters = new StoredDeadLetters(
                database.database(),
                new RequestCheck(definitions),
                new FakeSignals(),
                new AfterCommit(Optional.empty()));
        this.queue = new QueueSteps(database.database());
        this.nodes = new NodeSteps(database.database(), ModelJob.CRASH_LIMIT);
        this.waiting = new WaitingSteps(database.database());
    }

    /** With a clock that stands still until it is moved. */
    static World withoutTime(TestDatabase database) {
        World world = new World(database);
        STOP_THE_CLOCK.forEach(database::sql);
        return world;
    }

    /** Empty tables, new nodes. */
    void begin() {
        if (++begun % TRUNCATE_EVERY == 0) {
            database.sql("TRUNCATE " + String.join(", ", database.list(ALL_TABLES, row -> row.getString(1))));
        } else {
            database.text("SELECT ledger.clear()::text");
        }
        model.clear();
        names.clear();
        paused.clear();
        maxRunning.clear();
        living.clear();
        dead.clear();
        held.clear();
        limits.forget();
        for (int i = 0; i < NODES; i++) {
            living.add(nodes.join());
        }
        move(Duration.ZERO);
    }

    void move(Duration by) {
        now = now.plus(by);
        database.sql("UPDATE ledger.clock SET at = ?", now);
    }

    void pause(String queue, boolean pause) {
        database.sql(PAUSE, queue, pause, pause);
        if (pause) {
            paused.add(queue);
        } else {
            paused.remove(queue);
        }
    }

    /** @param most 0 for no limit */
    void limit(String queue, int most) {
        database.sql(LIMIT, queue, most);
        if (most == 0) {
            maxRunning.remove(queue);
        } else {
            maxRunning.put(queue, most);
        }
    }

    /** Whoever is over gives its name back, if that is what ends its claim to it. */
    void over(ModelJob job) {
        if (job.state.isFinal()) {
            names.ended(job.id);
        }
    }

    /** The jobs the node knows it runs. */
    List<UUID> running(UUID node) {
        return held.stream()
                .filter(attempt -> attempt.node().equals(node))
                .map(RunningAttempt::jobId)
                .toList();
    }

    List<Seen> seen() {
        return Seen.all(database);
    }

    /** That each job is where the model has it, and that no limit is exceeded. */
    void compare() {
        List<Seen> seen = seen();
        limits.check(seen, maxRunning);
        Map<UUID, Seen> rows = seen.stream().collect(Collectors.toMap(Seen::id, Function.identity()));
        List<String> different = new ArrayList<>();
        for (ModelJob job : model.values()) {
            Seen row = rows.remove(job.id);
            String is = row == null ? "nowhere" : ModelJob.facts(row);
            if (!is.equals(job.facts())) {
                different.add(job + " is " + is + "; expected " + job.facts());
            }
        }
        rows.keySet().forEach(id -> different.add("job " + id + " was never submitted"));
        if (!different.isEmpty()) {
            throw new AssertionError(String.join("\n", different));
        }
    }
}
