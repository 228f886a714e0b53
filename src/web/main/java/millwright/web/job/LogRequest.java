package millwright.web.job;

import jakarta.ws.rs.core.MultivaluedMap;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import millwright.web.json.EnumNames;
import millwright.web.request.QueryParameters;

/**
 * The query of a job's log.
 *
 * @param tail how many last lines, in place of those after {@code after}
 */
record LogRequest(long after, int limit, Optional<Integer> tail, Level level) {

    private static final Set<String> PARAMETERS = Set.of("after", "limit", "tail", "level");
    private static final int MOST = 10_000;
    private static final int USUAL = 1_000;
    private static final Pattern SEQ = Pattern.compile("\\d{1,18}");

    static LogRequest read(MultivaluedMap<String, String> query) {
        QueryParameters parameters = new QueryParameters(query, PARAMETERS);
        Optional<Long> after = parameters.one("after", LogRequest::seq, "the seq of a line, at most 18 digits");
        int limit = parameters.integer("limit", 1, MOST, USUAL);
        int tail = parameters.integer("tail", 1, MOST, 0);
        Optional<Level> level = parameters.one(
                "level",
                name -> EnumNames.find(name, Level.class).filter(found -> found != Level.ALL && found != Level.OFF),
                "one of TRACE, DEBUG, INFO, WARNING, ERROR");
        parameters.finish();
        return new LogRequest(
                after.orElse(0L), limit, tail == 0 ? Optional.empty() : Optional.of(tail), level.orElse(Level.TRACE));
    }

    /** The seq of a line, or empty when it is none. */
    static Optional<Long> seq(String text) {
        return SEQ.matcher(text).matches() ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }
}
