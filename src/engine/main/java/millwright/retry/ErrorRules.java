package millwright.retry;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What errors are called and what follows them: an ordered list by exception class, of which the first that matches any
 * link of the cause chain decides, and what is done for each code. What the lists leave open, the built-in rules and
 * the error's category decide (E3). Immutable.
 */
public final class ErrorRules {

    /** The built-in rules alone. */
    public static final ErrorRules NONE = new ErrorRules(List.of(), Map.of());

    private final List<ErrorRule> byClass;
    private final Map<String, CodeRule> byCode;

    public ErrorRules(List<ErrorRule> byClass, Map<String, CodeRule> byCode) {
        this.byClass = List.copyOf(byClass);
        this.byCode = Map.copyOf(byCode);
    }

    /**
     * Reads two comma-separated lists: {@code java.net.ConnectException=NETWORK_ERROR:TRANSIENT, …} and
     * {@code TIMEOUT_ERROR=retry*2, API_ERROR=fail, …}.
     *
     * @throws IllegalArgumentException naming the entry that does not fit
     */
    public static ErrorRules parse(String byClass, String byCode) {
        Map<String, CodeRule> codes = new LinkedHashMap<>();
        entries(byCode).forEach(entry -> {
            String[] sides = entry.split("=", -1);
            if (sides.length != 2 || !JobException.isCode(sides[0].strip())) {
                throw new IllegalArgumentException(
                        "'" + entry + "' is no rule, expected one such as TIMEOUT_ERROR=retry*2");
            }
            try {
                codes.put(sides[0].strip(), CodeRule.parse(sides[1].strip()));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(sides[0].strip() + " is " + e.getMessage(), e);
            }
        });
        return new ErrorRules(entries(byClass).map(ErrorRule::parse).toList(), codes);
    }

    private static Stream<String> entries(String list) {
        return Stream.of(list.split(",", -1)).map(String::strip).filter(entry -> !entry.isEmpty());
    }

    /** These rules first, and {@code others} for what they leave open. */
    public ErrorRules before(ErrorRules others) {
        if (byClass.isEmpty() && byCode.isEmpty()) {
            return others;
        }
        Map<String, CodeRule> codes = new LinkedHashMap<>(others.byCode);
        codes.putAll(byCode);
        return new ErrorRules(
                Stream.concat(byClass.stream(), others.byClass.stream()).toList(), codes);
    }

    /** The error to record for {@code thrown}; what a {@link JobException} in its chain says stands. */
    public JobError classify(Throwable thrown) {
        return ErrorClassifier.asTheJobSays(thrown)
                .or(() -> byClass.stream()
                        .map(rule -> rule.match(thrown))
                        .flatMap(Optional::stream)
                        .findFirst())
                .orElseGet(() -> ErrorClassifier.classify(thrown));
    }

    /** Whether a job that ended so should be tried again, as far as its policy allows. */
    public boolean retries(JobError error) {
        CodeRule rule = byCode.get(error.code());
        return rule == null ? error.category() == ErrorCategory.TRANSIENT : rule.retry();
    }

    /** By how much longer an attempt may take that follows one with an error of this code. */
    public double timeoutFactor(String code) {
        CodeRule rule = byCode.get(code);
        return rule == null ? 1 : rule.timeoutFactor();
    }
}
