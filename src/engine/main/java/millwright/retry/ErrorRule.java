package millwright.retry;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Gives errors of one class, its subclasses and, for an interface, its implementations their code and category.
 *
 * @param exception the full name of a class; it need not be there
 * @param code what the error is called
 * @param category whether trying again can help
 */
public record ErrorRule(String exception, String code, ErrorCategory category) {

    /** @throws IllegalArgumentException when the code cannot be one */
    public ErrorRule {
        if (exception == null || exception.isBlank()) {
            throw new IllegalArgumentException("the exception is '" + exception + "', expected the name of a class");
        }
        if (!JobException.isCode(code)) {
            throw new IllegalArgumentException("the code for " + exception + " is '" + code
                    + "', expected 1 to 100 letters, digits, '_', '.' and '-'");
        }
    }

    /**
     * Reads {@code java.net.ConnectException=NETWORK_ERROR:TRANSIENT}.
     *
     * @throws IllegalArgumentException naming what does not fit
     */
    static ErrorRule parse(String text) {
        String[] sides = text.split("=", -1);
        String[] said = sides[sides.length - 1].split(":", -1);
        if (sides.length != 2 || said.length != 2) {
            throw new IllegalArgumentException("'" + text
                    + "' is no rule, expected one such as java.net.ConnectException=NETWORK_ERROR:TRANSIENT");
        }
        return new ErrorRule(sides[0].strip(), said[0].strip(), category(said[1].strip(), text));
    }

    private static ErrorCategory category(String name, String text) {
        return Arrays.stream(ErrorCategory.values())
                .filter(category -> category.name().equals(name.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the category in '" + text + "' is '" + name
                        + "', expected one of "
                        + Arrays.stream(ErrorCategory.values()).map(Enum::name).collect(Collectors.joining(", "))));
    }

    /** The error of {@code thrown}, if a link of its cause chain is of this class. */
    Optional<JobError> match(Throwable thrown) {
        return CauseChain.of(thrown).stream().anyMatch(link -> isOfClass(link.getClass()))
                ? Optional.of(new JobError(code, category, CauseChain.message(thrown)).from(ErrorOrigin.of(thrown)))
                : Optional.empty();
    }

    /** By name: the class may belong to an application that this engine's class loader does not see. */
    boolean isOfClass(Class<?> type) {
        if (type == null) {
            return false;
        }
        return type.getName().equals(exception)
                || isOfClass(type.getSuperclass())
                || Arrays.stream(type.getInterfaces()).anyMatch(this::isOfClass);
    }
}
