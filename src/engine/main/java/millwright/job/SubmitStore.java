package millwright.job;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import millwright.database.Database;
import millwright.database.Database.SqlArray;
import millwright.event.FeedRows;

/** Owns the SQL that writes new jobs, with all that must be written in the same statement. */
final class SubmitStore {

    private static final String PLAIN = """
            WITH %s
            SELECT state FROM written
            """
            .formatted(CheckedJob.insert("(VALUES (1)) AS once"));

    // The common case, with nothing in it that another would need: half of what a submit costs is not writing but
    // getting ready to write.
    private static final String ONE =
            """
            WITH counted AS (
                INSERT INTO millwright.job_delta (queue, definition, state, jobs) VALUES (?, ?, %1$s, 1)
            ), %2$s
            INSERT INTO millwright.job (id, definition, queue, priority, state, submitter, correlation_id, parameters,
                                        metadata)
            VALUES (?, ?, ?, ?, %1$s, ?, ?, ?::jsonb, ?::jsonb)
            """
                    .formatted(JobLifecycle.SUBMIT.toLiteral(), FeedRows.ofOne(JobLifecycle.SUBMIT.toLiteral()));

    private static final String ROWS =
            """
            SELECT a.*, millwright.clock() AS now
              FROM unnest(?::uuid[], ?::text[], ?::text[], ?::smallint[], ?::text[], ?::text[], ?::text[], ?::text[],
                          ?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::bigint[], ?::integer[], ?::text[],
                          ?::integer[], ?::text[], ?::text[], ?::bigint[], ?::uuid[], ?::uuid[], ?::uuid[],
                          ?::boolean[], ?::boolean[], ?::bigint[])
                AS a (id, definition, queue, priority, submitter, correlation_id, parameters, tags, metadata, options,
                      run_at, delay, expires_at, total, waits_for, concurrency_key, slots, unique_key, unique_until,
                      unique_period, parent, retry_of, redriven_from, may_merge, external, start)""";

    // Which state a job begins in is decided here, by the database's clock. What nobody asked for comes as no array at
    // all. A job whose unique key is taken is not written, and what depends on it depends on the job that has the key,
    // perhaps on one job twice; what a job waits for and whose dependencies are to be looked at is: a crash after this
    // statement forgets neither. The function names jobs in the order of their keys and waits two seconds at the most
    // for somebody else's transaction.
    private static final String WRITTEN =
            """
            named AS (
                SELECT taken.asked, taken.holder
                  FROM (SELECT array_agg(definition) AS definitions, array_agg(unique_key) AS keys, array_agg(id) AS jobs,
                               array_agg(unique_until) AS untils, array_agg(unique_period) AS periods
                          FROM asked WHERE unique_key IS NOT NULL) AS names
                 CROSS JOIN LATERAL millwright.take_names(definitions, keys, jobs, untils, periods) AS taken
                 WHERE names.keys IS NOT NULL
            ), wanted AS (
                SELECT DISTINCT ON (d.child, coalesce(n.holder, d.parent))
                       d.child, coalesce(n.holder, d.parent) AS parent, d.on_failure
                  FROM unnest(?::uuid[], ?::uuid[], ?::text[]) AS d (child, parent, on_failure)
                  LEFT JOIN named n ON n.asked = d.parent
                 ORDER BY d.child, coalesce(n.holder, d.parent), d.on_failure
            ), written AS (
                INSERT INTO millwright.job (id, definition, queue, priority, state, ready, submitter, correlation_id,
                       parameters, tags, metadata, options, run_at, expires_at, deadline, waits_for, concurrency_key,
                       concurrency_slots, unique_key, unique_until, parent, retry_of, redriven_from,
                       external)
                SELECT id, definition, queue, priority,
                       CASE WHEN waits_for > 0 THEN %1$s WHEN at > now THEN %2$s ELSE %3$s END,
                       concurrency_key IS NULL, submitter, correlation_id, parameters::jsonb,
                       coalesce(tags::jsonb, '[]'), coalesce(metadata::jsonb, '{}'), options::jsonb, at,
                       CASE WHEN waits_for > 0 THEN expires_at::timestamptz
                            ELSE least(expires_at::timestamptz, greatest(at, now) + start * interval '1 millisecond') END,
                       now + total * interval '1 millisecond',
                       CASE WHEN may_merge THEN (SELECT count(*) FROM wanted w WHERE w.child = asked.id)
                            ELSE coalesce(waits_for, 0) END,
                       concurrency_key, slots, unique_key, unique_until, parent, retry_of, redriven_from,
                       coalesce(external, false)
                  FROM asked
                 CROSS JOIN LATERAL (SELECT coalesce(run_at::timestamptz, now + delay * interval '1 millisecond')) AS t (at)
                 WHERE unique_key IS NULL OR id IN (SELECT n.asked FROM named n WHERE n.holder = n.asked)
                RETURNING id, queue, definition, submitter, correlation_id, state, waits_for, concurrency_key,
                          concurrency_slots
            ), dependencies AS (
                INSERT INTO millwright.job_dependency (child, parent, on_failure)
                SELECT w.child, w.parent, w.on_failure FROM wanted w WHERE w.child IN (SELECT id FROM written)
            ), children_due AS (
                INSERT INTO millwright.due (kind, job) SELECT 'CHILD', id FROM written WHERE waits_for > 0
            ), keys_due AS (
                INSERT INTO millwright.due (kind, key, slots)
                SELECT 'KEY', concurrency_key, max(concurrency_slots) FROM written
                 WHERE concurrency_key IS NOT NULL AND state = %3$s GROUP BY 2
            )"""
                    .formatted(
                            JobLifecycle.SUBMIT_BLOCKED.toLiteral(),
                            JobLifecycle.SUBMIT_LATER.toLiteral(),
                            JobLifecycle.SUBMIT.toLiteral());

    private static final String MANY =
            """
            WITH asked AS (%s), %s, %s
            SELECT id, id AS holder FROM written
            UNION ALL
            SELECT asked, holder FROM named WHERE holder <> asked
            """
                    .formatted(ROWS, WRITTEN, CountDelta.ofNew(counted()));

    // The same for many that ask for nothing special: less to send, and less to do for each row.
    private static final String MANY_PLAIN =
            """
            WITH written AS (
                INSERT INTO millwright.job (id, definition, queue, priority, state, submitter, correlation_id, parameters,
                                            metadata)
                SELECT id, definition, queue, priority, %s, submitter, correlation_id, parameters::jsonb,
                       coalesce(metadata::jsonb, '{}')
                  FROM unnest(?::uuid[], ?::text[], ?::text[], ?::smallint[], ?::text[], ?::text[], ?::text[], ?::text[])
                    AS a (id, definition, queue, priority, submitter, correlation_id, parameters, metadata)
                RETURNING id, queue, definition, submitter, correlation_id, state
            ), %s
            SELECT count(*) AS jobs FROM written
            """
                    .formatted(JobLifecycle.SUBMIT.toLiteral(), CountDelta.ofNew(counted()));

    private final Database database;

    SubmitStore(Database database) {
        this.database = database;
    }

    /** A unique key within its definition. */
    record Name(String definition, String key) {}

    void insertPlain(CheckedJob job) {
        if (!job.isUnlimited()) {
            database.list(PLAIN, row -> row.getString("state"), job.values());
            return;
        }
        int written = database.update(
                ONE,
                job.queue(),
                job.definition(),
                job.queue(),
                job.definition(),
                job.id(),
                job.submitter(),
                job.correlationId().orElse(null),
                job.id(),
                job.definition(),
                job.queue(),
                job.priority().rank(),
                job.submitter(),
                job.correlationId().orElse(null),
                job.parameters(),
                job.metadata().toString());
        if (written != 1) {
            throw new IllegalStateException("a job was not written");
        }
    }

    private void insertPlain(List<CheckedJob> jobs) {
        database.list(
                MANY_PLAIN,
                row -> row.getLong("jobs"),
                column("uuid", jobs, CheckedJob::id),
                column("text", jobs, CheckedJob::definition),
                column("text", jobs, CheckedJob::queue),
                column("int2", jobs, job -> job.priority().rank()),
                column("text", jobs, CheckedJob::submitter),
                optional("text", jobs, CheckedJob::correlationId),
                column("text", jobs, CheckedJob::parameters),
                optional("text", jobs, job -> unlessEmpty(job.metadata().isEmpty(), job.metadata())));
    }

    /**
     * Writes those of {@code jobs} whose unique key is free. No two of them may have one key.
     *
     * @return for each the job that there is now: itself, or the one that has its key
     */
    Map<UUID, UUID> insert(List<CheckedJob> jobs) {
        if (jobs.stream().allMatch(CheckedJob::isUnlimited)) {
            insertPlain(jobs);
            return jobs.stream().collect(Collectors.toMap(CheckedJob::id, CheckedJob::id));
        }
        Map<UUID, UUID> holders = new HashMap<>();
        database.list(
                MANY,
                row -> holders.put(row.getObject("id", UUID.class), row.getObject("holder", UUID.class)),
                values(jobs));
        return holders;
    }

    /**
     * Common table expressions that write {@link #values} together with what another statement does: the jobs that belong
     * to one of the rows of {@code done}, a query for ids. Before the values come two arrays, the jobs and for each the
     * id to which it belongs. To be counted by {@link #counted}.
     */
    static String belonging(String done) {
        return "belongs AS (SELECT * FROM unnest(?::uuid[], ?::uuid[]) AS b (job, whose)), asked AS (" + ROWS
                + " JOIN belongs ON belongs.job = a.id WHERE belongs.whose IN (" + done + ")), " + WRITTEN;
    }

    /** The query for {@link CountDelta#of} that counts what was written. */
    static String counted() {
        return "SELECT id, queue, definition, submitter, correlation_id, NULL::text AS was, state FROM written";
    }

    /** For the placeholders of a statement that writes these, in their order. */
    static Object[] values(List<CheckedJob> jobs) {
        Set<UUID> named = jobs.stream()
                .filter(job -> job.unique().isPresent())
                .map(CheckedJob::id)
                .collect(Collectors.toSet());
        List<CheckedJob> dependent =
                jobs.stream().filter(job -> !job.dependencies().isEmpty()).toList();
        return new Object[] {
            column("uuid", jobs, CheckedJob::id),
            column("text", jobs, CheckedJob::definition),
            column("text", jobs, CheckedJob::queue),
            column("int2", jobs, job -> job.priority().rank()),
            column("text", jobs, CheckedJob::submitter),
            optional("text", jobs, CheckedJob::correlationId),
            column("text", jobs, CheckedJob::parameters),
            optional("text", jobs, job -> unlessEmpty(job.tags().isEmpty(), job.tagsJson())),
            optional("text", jobs, job -> unlessEmpty(job.metadata().isEmpty(), job.metadata())),
            optional("text", jobs, CheckedJob::writtenOptions),
            optional("text", jobs, CheckedJob::runAt),
            optional("int8", jobs, job -> job.delay().map(Duration::toMillis)),
            optional("text", jobs, CheckedJob::expiresAt),
            optional("int8", jobs, job -> job.totalTimeout().map(Duration::toMillis)),
            optional(
                    "int4",
                    jobs,
                    job -> unlessEmpty(
                            job.dependencies().isEmpty(), job.dependencies().size())),
            optional("text", jobs, job -> job.concurrency().map(ConcurrencyKey::key)),
            optional("int4", jobs, job -> job.concurrency().map(ConcurrencyKey::slots)),
            optional("text", jobs, job -> job.unique().map(UniqueKey::key)),
            optional("text", jobs, job -> job.unique()
                    .map(unique -> unique.until().name())),
            optional(
                    "int8", jobs, job -> job.unique().flatMap(UniqueKey::period).map(Duration::toMillis)),
            optional("uuid", jobs, CheckedJob::parent),
            optional("uuid", jobs, CheckedJob::retryOf),
            optional("uuid", jobs, CheckedJob::redrivenFrom),
            optional("bool", jobs, job -> unlessEmpty(!mayMerge(job, named), true)),
            optional("bool", jobs, job -> Optional.of(true).filter(yes -> job.external())),
            optional("int8", jobs, job -> job.startTimeout().map(Duration::toMillis)),
            dependencies("uuid", dependent, (job, dependency) -> job.id()),
            dependencies("uuid", dependent, (job, dependency) -> dependency.job()),
            dependencies("text", dependent, (job, dependency) -> dependency
                    .onFailure()
                    .name())
        };
    }

    /** Whether two of the jobs it depends on may turn out to be one. */
    private static boolean mayMerge(CheckedJob job, Set<UUID> unique) {
        return job.dependencies().size() > 1
                && job.dependencies().stream().anyMatch(dependency -> unique.contains(dependency.job()));
    }

    /**
     * Common table expressions that write {@link #values}, for a statement that does so only if its table expression {@code keyed} says {@code taken}.
     */
    static String unlessKeyed() {
        return "asked AS (" + ROWS + " CROSS JOIN keyed WHERE keyed.taken), " + WRITTEN;
    }

    private static <T> Optional<T> unlessEmpty(boolean empty, T value) {
        return empty ? Optional.empty() : Optional.of(value);
    }

    private static SqlArray column(String type, List<CheckedJob> jobs, Function<CheckedJob, Object> value) {
        return new SqlArray(type, jobs.stream().map(value).toList());
    }

    /** Null when no job has it: nothing is sent, and unnest fills in nulls. */
    private static SqlArray optional(
            String type, List<CheckedJob> jobs, Function<CheckedJob, ? extends Optional<?>> value) {
        List<Object> values = new ArrayList<>(jobs.size());
        boolean any = false;
        for (CheckedJob job : jobs) {
            Object given = value.apply(job).orElse(null);
            any |= given != null;
            values.add(given instanceof java.time.Instant time ? time.toString() : given);
        }
        return any ? new SqlArray(type, values) : null;
    }

    private static SqlArray dependencies(
            String type, List<CheckedJob> jobs, java.util.function.BiFunction<CheckedJob, Dependency, Object> value) {
        List<Object> values = new ArrayList<>();
        jobs.forEach(job -> job.dependencies().forEach(dependency -> values.add(value.apply(job, dependency))));
        return new SqlArray(type, values);
    }
}
