package millwright.schedule;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import millwright.config.NearestName;

/** The five fields of a cron expression, in their order, and what is wrong with one that the parser refused. */
enum CronField {
    MINUTE(1, "minute", 0, 59),
    HOUR(2, "hour", 0, 23),
    DAY_OF_MONTH(3, "day of month", 1, 31),
    MONTH(4, "month", 1, 12, "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"),
    DAY_OF_WEEK(5, "day of week", 0, 7, "SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    private final int position;
    private final String title;
    private final int least;
    private final int most;

    @SuppressWarnings("ImmutableEnumChecker") // a list that cannot be changed
    private final List<String> names;

    CronField(int position, String title, int least, int most, String... names) {
        this.position = position;
        this.title = title;
        this.least = least;
        this.most = most;
        this.names = List.of(names);
    }

    /** An expression in which only this field says something. */
    String alone(String text) {
        return "* ".repeat(position - 1) + text + " *".repeat(values().length - position);
    }

    int least() {
        return least;
    }

    int most() {
        return most;
    }

    /** In words: which field, what is wrong with {@code text}, and what would do. */
    String fault(String text) {
        String why = List.of(text.split(",", -1)).stream()
                .flatMap(item -> wrongItem(item).stream())
                .findFirst()
                .orElse("it cannot be read");
        return "field " + position + " (" + title + ") is '" + text + "': " + why + "; expected " + expected();
    }

    private String expected() {
        String values = least + " to " + most;
        if (!names.isEmpty()) {
            values += " or " + names.get(0) + " to " + names.get(names.size() - 1);
        }
        return values + ", *, a list such as 1,3, a range such as 1-5, or a step such as */2";
    }

    private Optional<String> wrongItem(String item) {
        if (item.isEmpty()) {
            return Optional.of("an item of the list is missing beside ','");
        }
        String[] parts = item.split("/", -1);
        if (parts.length > 2) {
            return Optional.of("'" + item + "' has more than one step");
        }
        Optional<String> wrong = wrongRange(parts[0]);
        return wrong.isEmpty() && parts.length == 2 ? wrongStep(parts[1]) : wrong;
    }

    private Optional<String> wrongStep(String step) {
        Predicate<String> fits =
                text -> NUMBER.matcher(text).matches() && Integer.parseInt(text) > 0 && Integer.parseInt(text) <= most;
        return fits.test(step)
                ? Optional.empty()
                : Optional.of("the step '" + step + "' is no whole number from 1 to " + most);
    }

    private Optional<String> wrongRange(String range) {
        if (range.equals("*")) {
            return Optional.empty();
        }
        String[] ends = range.split("-", -1);
        if (ends.length > 2) {
            return Optional.of("'" + range + "' has more than one '-'");
        }
        for (String end : ends) {
            Optional<String> wrong = wrongValue(end);
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        return ends.length == 2 && value(ends[0]) > value(ends[1])
                ? Optional.of("the range '" + range + "' runs backwards")
                : Optional.empty();
    }

    private Optional<String> wrongValue(String value) {
        if (value.isEmpty()) {
            return Optional.of("a value is missing");
        }
        if (value.chars().allMatch(c -> c >= '0' && c <= '9')) {
            boolean inside = NUMBER.matcher(value).matches() && value(value) >= least && value(value) <= most;
            return inside ? Optional.empty() : Optional.of(value + " is outside " + least + " to " + most);
        }
        if (names.contains(value.toUpperCase(Locale.ROOT))) {
            return Optional.empty();
        }
        return Optional.of(
                names.isEmpty()
                        ? "'" + value + "' is not a number"
                        : "'" + value + "' is no " + title + " (nearest: '"
                                + NearestName.of(value.toUpperCase(Locale.ROOT), names) + "')");
    }

    private int value(String text) {
        int name = names.indexOf(text.toUpperCase(Locale.ROOT));
        return name < 0 ? Integer.parseInt(text) : name + least;
    }
}
