package millwright.web.request;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import millwright.config.NearestName;
import millwright.job.Violation;
import millwright.web.json.Pointer;
import millwright.web.problem.ProblemCode;
import millwright.web.problem.ProblemException;

/**
 * The query of a URI, read by name. What does not fit is gathered until {@link #finish}, each with a pointer into the
 * query seen as an object of its parameters.
 */
public final class QueryParameters {

    private static final int LONGEST = 200;

    private final Map<String, List<String>> values;
    private final List<Violation> violations = new ArrayList<>();

    /** @param known every parameter there may be */
    public QueryParameters(Map<String, List<String>> values, Set<String> known) {
        this.values = values;
        values.keySet().stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> refuse(
                        name,
                        "unknown query parameter '" + name + "' (nearest: '" + NearestName.of(name, known) + "')"));
    }

    /** A whole number from {@code least} to {@code most}. */
    public int integer(String name, int least, int most, int otherwise) {
        Function<String, Optional<Integer>> reading = text -> {
            try {
                return Optional.of(Integer.parseInt(text)).filter(number -> number >= least && number <= most);
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        };
        return one(name, reading, "a whole number from " + least + " to " + most)
                .orElse(otherwise);
    }

    /** A parameter that may be given once, read by {@code reading}; {@code expected} says what that takes. */
    public <T> Optional<T> one(String name, Function<String, Optional<T>> reading, String expected) {
        List<String> given = values.getOrDefault(name, List.of());
        if (given.size() > 1) {
            refuse(name, "is given " + given.size() + " times, expected once");
        }
        return given.size() == 1 ? read(name, given.get(0), reading, expected) : Optional.empty();
    }

    /** A parameter that may be repeated. */
    public <T> List<T> all(String name, Function<String, Optional<T>> reading, String expected) {
        return values.getOrDefault(name, List.of()).stream()
                .flatMap(text -> read(name, text, reading, expected).stream())
                .toList();
    }

    /** The same, {@code most} times at the most. */
    public <T> List<T> all(String name, Function<String, Optional<T>> reading, int most, String expected) {
        int given = values.getOrDefault(name, List.of()).size();
        if (given > most) {
            refuse(name, "is given " + given + " times, expected at most " + most);
        }
        return given > most ? List.of() : all(name, reading, expected);
    }

    private <T> Optional<T> read(String name, String text, Function<String, Optional<T>> reading, String expected) {
        // PostgreSQL takes no NUL in a text
        Optional<T> value = text.length() > LONGEST || text.indexOf('\0') >= 0 ? Optional.empty() : reading.apply(text);
        if (value.isEmpty()) {
            refuse(name, "is '" + text + "', expected " + expected);
        }
        return value;
    }

    private void refuse(String name, String detail) {
        violations.add(new Violation(Pointer.member(Pointer.ROOT, name), detail));
    }

    /** @throws ProblemException when anything read so far did not fit */
    public void finish() {
        if (!violations.isEmpty()) {
            throw new ProblemException(ProblemCode.INVALID_QUERY, List.copyOf(violations));
        }
    }
}
