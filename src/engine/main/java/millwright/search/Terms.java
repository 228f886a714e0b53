package millwright.search;

import jakarta.json.JsonArrayBuilder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import millwright.database.Database.SqlArray;
import millwright.database.Json;
import millwright.job.JobState;
import millwright.job.Priority;
import millwright.job.Visibility;

/** What a job must be to be found by this caller, as SQL: a filter within what the caller may see (S3). */
final class Terms {

    private final JobFilter filter;
    private final Optional<String> submitter;
    private final Set<String> definitions;
    private final Set<String> queues;
    private final boolean nothing;

    Terms(JobFilter filter, Visibility visibility) {
        this.filter = filter;
        this.submitter = filter.submitter().or(visibility::submitter);
        this.definitions = within(filter.definitions(), visibility.definitions());
        this.queues = within(filter.queues(), visibility.queues());
        this.nothing = !visibility.submitter().map(submitter.orElse("")::equals).orElse(true)
                || isOutside(filter.definitions(), definitions)
                || isOutside(filter.queues(), queues);
    }

    private static Set<String> within(Set<String> asked, Set<String> visible) {
        if (asked.isEmpty() || visible.isEmpty()) {
            return asked.isEmpty() ? visible : asked;
        }
        Set<String> both = new HashSet<>(asked);
        both.retainAll(visible);
        return both;
    }

    private static boolean isOutside(Set<String> asked, Set<String> left) {
        return !asked.isEmpty() && left.isEmpty();
    }

    /** Where jobs that are found can be; no statement is needed for the others. */
    List<Side> sides() {
        List<Side> sides = new ArrayList<>();
        if (!nothing && filter.result().isEmpty() && isAsked(state -> !state.isFinal() || state == JobState.FAILED)) {
            sides.add(Side.HOT);
        }
        if (!nothing && !filter.deadLetters() && isAsked(JobState::isFinal)) {
            sides.add(Side.COLD);
        }
        return sides;
    }

    private boolean isAsked(Predicate<JobState> states) {
        return filter.states().isEmpty() || filter.states().stream().anyMatch(states);
    }

    JobFilter filter() {
        return filter;
    }

    /** The indexes of the archive that lead to what is asked for (S4). */
    List<Lead> leads() {
        if (filter.correlationId().isPresent()) {
            return List.of(
                    new Lead("correlation_id", "", Set.of(filter.correlationId().get())));
        }
        List<Lead> leads = new ArrayList<>();
        submitter.ifPresent(name -> leads.add(new Lead("submitter", "", Set.of(name))));
        add(leads, "definition", definitions);
        add(leads, "queue", queues);
        Set<String> states = new HashSet<>();
        filter.states().stream().filter(JobState::isFinal).forEach(state -> states.add(state.name()));
        if (!states.contains(JobState.COMPLETED.name()) && !states.isEmpty()) {
            leads.add(new Lead("state", " AND state <> 'COMPLETED'", states));
        }
        return leads;
    }

    private static void add(List<Lead> leads, String column, Set<String> values) {
        if (!values.isEmpty()) {
            leads.add(new Lead(column, "", values));
        }
    }

    /** A condition on a row of {@code side}: true, or null or false for what is not to be found. */
    Sql condition(Side side) {
        Sql sql = Sql.of("true");
        any(sql, "state", filter.states().stream().map(Enum::name).toList());
        any(sql, "definition", definitions);
        any(sql, "queue", queues);
        if (!filter.priorities().isEmpty()) {
            sql.add(
                    " AND priority = ANY (?)",
                    new SqlArray(
                            "int4",
                            filter.priorities().stream().map(Priority::rank).toList()));
        }
        if (!filter.tags().isEmpty()) {
            JsonArrayBuilder tags = Json.provider().createArrayBuilder();
            filter.tags().forEach(tags::add);
            sql.add(" AND tags @> ?::jsonb", tags.build().toString());
        }
        submitter.ifPresent(name -> sql.add(" AND submitter = ?", name));
        filter.correlationId().ifPresent(id -> sql.add(" AND correlation_id = ?", id));
        filter.node()
                .ifPresent(node ->
                        sql.add(" AND (node = ? OR history @> ?::jsonb)", node, "[{\"node\": \"" + node + "\"}]"));
        any(sql, "error ->> 'code'", filter.errorCodes());
        filter.errorText().ifPresent(text -> sql.add(" AND strpos(lower(error ->> 'message'), lower(?)) > 0", text));
        filter.parameters().forEach(field -> add(sql, "parameters", field));
        filter.result().forEach(field -> add(sql, "result", field));
        within(sql, "created_at", filter.created());
        within(sql, "started_at", filter.started());
        within(sql, "finished_at", filter.finished());
        return sql.add(deadLetters(side));
    }

    /** What leads to dead letters, where they alone are asked for. */
    Sql deadLetters(Side side) {
        if (!filter.deadLetters()) {
            return new Sql();
        }
        if (side == Side.COLD) {
            return Sql.of(" AND false");
        }
        Sql sql = Sql.of(" AND state = 'FAILED'");
        filter.errorGroup().ifPresent(group -> sql.add(" AND millwright.error_group(definition, error) = ?", group));
        return sql;
    }

    private static void any(Sql sql, String expression, Collection<String> values) {
        if (!values.isEmpty()) {
            sql.add(" AND " + expression + " = ANY (?)", new SqlArray("text", List.copyOf(values)));
        }
    }

    private static void add(Sql sql, String column, FieldValue field) {
        sql.add(" AND (" + column + " ->> ? = ?", field.name(), field.value());
        if (field.name().contains(".")) {
            sql.add(
                    " OR " + column + " #>> ?::text[] = ?",
                    new SqlArray("text", List.of(field.name().split("\\.", -1))),
                    field.value());
        }
        sql.add(")");
    }

    private static void within(Sql sql, String column, TimeRange range) {
        range.from().ifPresent(from -> sql.add(" AND " + column + " >= ?", from));
        range.to().ifPresent(to -> sql.add(" AND " + column + " < ?", to));
    }
}
