package millwright.web.audit;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import millwright.audit.Audit;
import millwright.audit.AuditQuery;
import millwright.web.request.OpaqueToken;
import millwright.web.request.QueryParameters;

/**
 * The query of {@code GET /audit} and of its export.
 *
 * @param before the id that the page before has ended with
 */
record AuditRequest(AuditQuery query, OptionalLong before, int limit, Format format) {

    /** What an export is written as. */
    enum Format {
        JSONL,
        CSV
    }

    private static final Set<String> FILTERS = Set.of("actor", "action", "target", "status", "from", "to");
    private static final Pattern ID = Pattern.compile("[0-9]{1,18}");
    private static final int USUAL_LIMIT = 50;
    private static final int LEAST_STATUS = 100;
    private static final int MOST_STATUS = 599;

    static AuditRequest page(Map<String, List<String>> given) {
        QueryParameters parameters = new QueryParameters(given, with("limit", "page_token"));
        AuditQuery query = query(parameters);
        Optional<String> after =
                parameters.one("page_token", token -> OpaqueToken.read(token, ID), "a next_page_token of this API");
        int limit = parameters.integer("limit", 1, Audit.MOST, USUAL_LIMIT);
        parameters.finish();
        OptionalLong before = after.map(Long::valueOf).map(OptionalLong::of).orElse(OptionalLong.empty());
        return new AuditRequest(query, before, limit, Format.JSONL);
    }

    static AuditRequest export(Map<String, List<String>> given) {
        QueryParameters parameters = new QueryParameters(given, with("format"));
        AuditQuery query = query(parameters);
        Optional<Format> format = parameters.one("format", AuditRequest::format, "jsonl or csv");
        parameters.finish();
        return new AuditRequest(query, OptionalLong.empty(), Audit.MOST, format.orElse(Format.JSONL));
    }

    private static Set<String> with(String... more) {
        Set<String> known = new LinkedHashSet<>(FILTERS);
        known.addAll(List.of(more));
        return known;
    }

    private static AuditQuery query(QueryParameters parameters) {
        int status = parameters.integer("status", LEAST_STATUS, MOST_STATUS, 0);
        return new AuditQuery(
                parameters.one("actor", Optional::of, "a name"),
                parameters.one("action", Optional::of, "an action such as queues.pause"),
                parameters.one("target", Optional::of, "a path such as /queues/night"),
                status == 0 ? Optional.empty() : Optional.of(status),
                parameters.one("from", AuditRequest::instant, "a time such as 2026-12-31T23:59:59Z"),
                parameters.one("to", AuditRequest::instant, "a time such as 2026-12-31T23:59:59Z"));
    }

    private static Optional<Format> format(String text) {
        return switch (text) {
            case "jsonl" -> Optional.of(Format.JSONL);
            case "csv" -> Optional.of(Format.CSV);
            default -> Optional.empty();
        };
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text))
                    .filter(time -> time.getYear() >= 1 && time.getYear() <= 9_998)
                    .map(OffsetDateTime::toInstant);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
