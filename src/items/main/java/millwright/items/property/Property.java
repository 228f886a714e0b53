package millwright.items.property;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import millwright.config.NearestName;
import millwright.retry.ErrorCategory;
import millwright.retry.JobException;

/**
 * A property of a batch artifact as the job XML has it, and what it may be. A value that does not fit is refused by
 * name, value, what was expected and, where there are names, the nearest one. Immutable.
 */
public final class Property {

    private static final int LONGEST_SHOWN = 200;

    private final String name;
    private final String value;

    private Property(String name, String value) {
        this.name = name;
        this.value = value;
    }

    /** @param value null or blank: not given */
    public static Property of(String name, String value) {
        return new Property(name, value);
    }

    public boolean isGiven() {
        return value != null && !value.isBlank();
    }

    public String text(String defaultValue) {
        return isGiven() ? value.strip() : defaultValue;
    }

    /** @param expected what it should hold, for the message when it is missing */
    public String required(String expected) {
        if (!isGiven()) {
            throw wrong("property '" + name + "' is missing, expected " + expected);
        }
        return value.strip();
    }

    /** @return one character as it stands, or the words {@code tab} and {@code space}; empty for {@code none} */
    public Optional<Character> character(String defaultValue) {
        // a blank alone is a character too, but XML attributes lose tabs: hence the words
        String given = value == null || value.isEmpty() ? defaultValue : value;
        return switch (given.toLowerCase(Locale.ROOT)) {
            case "none" -> Optional.empty();
            case "tab", "\\t" -> Optional.of('\t');
            case "space" -> Optional.of(' ');
            default -> {
                if (given.length() != 1) {
                    throw unfit("one character, or tab, space or none");
                }
                yield Optional.of(given.charAt(0));
            }
        };
    }

    public long number(long defaultValue, long least, long most) {
        if (!isGiven()) {
            return defaultValue;
        }
        try {
            long number = Long.parseLong(value.strip());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below, the same as out of range
        }
        throw unfit("a whole number from " + least + " to " + most);
    }

    public int integer(int defaultValue, int least, int most) {
        return (int) number(defaultValue, least, most);
    }

    public boolean flag(boolean defaultValue) {
        String given = text(String.valueOf(defaultValue));
        if (given.equalsIgnoreCase("true") || given.equalsIgnoreCase("false")) {
            return Boolean.parseBoolean(given);
        }
        throw unfit("true or false");
    }

    /** An ISO-8601 duration above zero. */
    public Duration duration(Duration defaultValue) {
        if (!isGiven()) {
            return defaultValue;
        }
        try {
            Duration duration = Duration.parse(value.strip());
            if (!duration.isNegative() && !duration.isZero()) {
                return duration;
            }
        } catch (DateTimeParseException e) {
            // said below, the same as negative
        }
        throw unfit("an ISO-8601 duration above zero, such as PT30S");
    }

    public Charset charset(Charset defaultValue) {
        if (!isGiven()) {
            return defaultValue;
        }
        try {
            return Charset.forName(value.strip());
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw unfit(
                    "a character set that Java knows",
                    Charset.availableCharsets().keySet());
        }
    }

    /** One of an enum's names in any case, {@code -} for {@code _}. */
    public <E extends Enum<E>> E choice(Class<E> choices, E defaultValue) {
        if (!isGiven()) {
            return defaultValue;
        }
        return Arrays.stream(choices.getEnumConstants())
                .filter(choice -> word(choice).equalsIgnoreCase(value.strip()))
                .findFirst()
                .orElseThrow(() -> unfit("one of "
                        + Arrays.stream(choices.getEnumConstants())
                                .map(Property::word)
                                .collect(Collectors.joining(", "))));
    }

    private static String word(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The parts between commas, without the blanks around them; none when not given. */
    public List<String> list() {
        return !isGiven()
                ? List.of()
                : Stream.of(value.split(",", -1)).map(String::strip).toList();
    }

    public JobException unfit(String expected) {
        return wrong("property '" + name + "' is " + quoted(value) + ", expected " + expected);
    }

    /** @param known of which the nearest is named */
    public JobException unfit(String expected, Collection<String> known) {
        return unfit(expected + nearest(value, known));
    }

    /** As a half-sentence, empty when nothing is known. */
    public static String nearest(String given, Collection<String> known) {
        return given == null || known.isEmpty() ? "" : " (nearest: '" + NearestName.of(given.strip(), known) + "')";
    }

    /** {@code text} between quotes, cut to what a message can bear. */
    public static String quoted(String text) {
        if (text == null) {
            return "not given";
        }
        return text.length() <= LONGEST_SHOWN
                ? "'" + text + "'"
                : "'" + text.substring(0, LONGEST_SHOWN) + "...' (" + text.length() + " characters)";
    }

    /** What cannot be cured by trying again: the job XML or what it points at is not as it should be. */
    public static JobException wrong(String message) {
        return new JobException("CONFIGURATION_ERROR", ErrorCategory.PERMANENT, message);
    }

    public static JobException wrong(String message, Throwable cause) {
        return new JobException("CONFIGURATION_ERROR", ErrorCategory.PERMANENT, message, cause);
    }
}
