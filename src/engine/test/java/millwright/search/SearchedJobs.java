package millwright.search;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import millwright.testing.TestDatabase;

/** Jobs in both tables, each as it is described, the rest of it plain. */
final class SearchedJobs {

    private static final String HOT =
            """
            INSERT INTO millwright.job (id, definition, queue, priority, state, submitter, correlation_id, node, parameters,
                                        tags, history, error, waits_for, created_at, started_at, finished_at)
            VALUES (?, ?, ?, ?::smallint, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?::jsonb, ?::jsonb,
                    CASE WHEN ? THEN 1 ELSE 0 END, ?, ?, ?)
            """;

    private static final String COLD =
            """
            INSERT INTO millwright.job_archive (
                id, definition, queue, priority, state, submitter, correlation_id, node, parameters, tags, history,
                error, result, position, round, lease, attempts, crash_count, metadata, created_at, started_at,
                finished_at)
            VALUES (?, ?, ?, ?::smallint, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?::jsonb, ?::jsonb, ?::jsonb, 1, 1, 1, 1, 0,
                    '{}', ?, ?, ?)
            """;

    private final TestDatabase database;
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private int made;

    SearchedJobs(TestDatabase database) {
        this.database = database;
    }

    /** A moment so long before now. */
    Instant ago(Duration duration) {
        return now.minus(duration);
    }

    /** A job that was created so long ago. */
    Draft created(Duration ago) {
        return new Draft(now.minus(ago));
    }

    /** Half of them archived, within the last five hours. */
    void many(int count) {
        database.sql(
                """
                INSERT INTO millwright.job_archive (
                    id, definition, queue, priority, position, state, round, lease, attempts, crash_count, submitter,
                    parameters, tags, metadata, history, created_at, started_at, finished_at)
                SELECT (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || '7000'
                           || '8' || right(md5(n::text || random()::text), 15))::uuid,
                       'work', 'default', 2, n, 'COMPLETED', 1, 1, 1, 0, 'test', '{}', '[]', '{}', '[]', at, at, at
                  FROM (SELECT n, now() - n * interval '17000 seconds' / ? AS at FROM generate_series(1, ?) AS n) AS old
                """,
                count,
                count / 2);
        database.sql(
                """
                INSERT INTO millwright.job (id, definition, queue, priority, state, submitter, started_at, created_at,
                                            finished_at)
                SELECT (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || '7000'
                           || '8' || right(md5(n::text || random()::text), 15))::uuid,
                       'work', 'default', 2, 'FAILED', 'test', at, at, at
                  FROM (SELECT n, now() - n * interval '17000 seconds' / ? AS at FROM generate_series(1, ?) AS n) AS old
                """,
                count,
                count / 2);
    }

    final class Draft {
        private final Instant createdAt;
        private String definition = "work";
        private String queue = "default";
        private int priority = 2;
        private String submitter = "test";
        private String correlationId;
        private UUID node;
        private String parameters = "{}";
        private String tags = "[]";
        private String history = "[]";
        private String error;
        private String result;
        private Instant startedAt;
        private Duration took = Duration.ofSeconds(1);

        private Draft(Instant createdAt) {
            this.createdAt = createdAt;
            this.startedAt = createdAt;
        }

        Draft definition(String name) {
            definition = name;
            return this;
        }

        Draft queue(String name) {
            queue = name;
            return this;
        }

        Draft priority(int rank) {
            priority = rank;
            return this;
        }

        Draft submitter(String name) {
            submitter = name;
            return this;
        }

        Draft correlationId(String id) {
            correlationId = id;
            return this;
        }

        Draft node(UUID id) {
            node = id;
            return this;
        }

        Draft earlierOn(UUID id) {
            history = "[{\"node\": \"" + id + "\", \"outcome\": \"FAILED\", \"attempt\": 1, \"round\": 1}]";
            return this;
        }

        Draft parameters(String json) {
            parameters = json;
            return this;
        }

        Draft tags(String json) {
            tags = json;
            return this;
        }

        Draft error(String code, String message) {
            error = "{\"code\": \"" + code + "\", \"category\": \"PERMANENT\", \"message\": \"" + message + "\"}";
            return this;
        }

        Draft thrown(String code, String exception, String frame) {
            error = "{\"code\": \"" + code + "\", \"category\": \"PERMANENT\", \"message\": \"no " + made
                    + "\", \"exception\": \"" + exception + "\", \"frame\": \"" + frame + "\"}";
            return this;
        }

        Draft result(String json) {
            result = json;
            return this;
        }

        Draft startedAfter(Duration wait) {
            startedAt = createdAt.plus(wait);
            return this;
        }

        Draft took(Duration duration) {
            took = duration;
            return this;
        }

        UUID archived(String state) {
            UUID id = id();
            database.sql(
                    COLD,
                    id,
                    definition,
                    queue,
                    priority,
                    state,
                    submitter,
                    correlationId,
                    node,
                    parameters,
                    tags,
                    history,
                    error,
                    result,
                    createdAt,
                    startedAt,
                    startedAt.plus(took));
            return id;
        }

        UUID queued() {
            return hot("QUEUED", null, null, null);
        }

        UUID blocked() {
            return hot("BLOCKED", null, null, null);
        }

        UUID running() {
            return hot("RUNNING", node == null ? UUID.randomUUID() : node, startedAt, null);
        }

        UUID deadLetter() {
            return hot("FAILED", null, startedAt, startedAt.plus(took));
        }

        private UUID hot(String state, UUID on, Instant started, Instant finished) {
            UUID id = id();
            database.sql(
                    HOT,
                    id,
                    definition,
                    queue,
                    priority,
                    state,
                    submitter,
                    correlationId,
                    on,
                    parameters,
                    tags,
                    history,
                    error,
                    state.equals("BLOCKED"),
                    createdAt,
                    started,
                    finished);
            return id;
        }

        /** A UUIDv7 of the time of creation; of the same, those made later are greater. */
        private UUID id() {
            made++;
            return new UUID(createdAt.toEpochMilli() << 16 | 0x7000 | made % 0x1000, 1L << 63 | made);
        }
    }
}
