package millwright.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Typed values of {@link Key}s from any source of texts; a value that does not fit is a {@link SettingException}. */
public final class Settings {

    private final Function<String, Optional<String>> source;

    /** @param source gives the text set for a key's name; empty or blank counts as not set */
    public Settings(Function<String, Optional<String>> source) {
        this.source = source;
    }

    public String text(Key key) {
        return source.apply(key.name())
                .map(String::strip)
                .filter(s -> !s.isEmpty())
                .orElse(key.defaultValue());
    }

    public int integer(Key key, int least, int most) {
        String value = text(key);
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below, the same as out of range
        }
        throw unfit(key, value, "a whole number from " + least + " to " + most);
    }

    public boolean flag(Key key) {
        String value = text(key);
        if (value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false")) {
            return Boolean.parseBoolean(value);
        }
        throw unfit(key, value, "true or false");
    }

    /** A positive ISO-8601 duration such as {@code PT15S}. */
    public Duration duration(Key key) {
        String value = text(key);
        try {
            Duration duration = Duration.parse(value);
            if (!duration.isNegative() && !duration.isZero()) {
                return duration;
            }
        } catch (DateTimeParseException e) {
            // said below, the same as negative
        }
        throw unfit(key, value, "an ISO-8601 duration above zero, such as PT15S");
    }

    /** One of an enum's names, in any case. */
    public <E extends Enum<E>> E choice(Key key, Class<E> choices) {
        String value = text(key);
        return Arrays.stream(choices.getEnumConstants())
                .filter(choice -> choice.name().equalsIgnoreCase(value))
                .findFirst()
                .orElseThrow(() -> unfit(
                        key,
                        value,
                        "one of "
                                + Arrays.stream(choices.getEnumConstants())
                                        .map(choice -> choice.name().toLowerCase(Locale.ROOT))
                                        .collect(Collectors.joining(", "))));
    }

    private static SettingException unfit(Key key, String value, String expected) {
        return new SettingException(key.name() + " is '" + value + "', expected " + expected);
    }
}
