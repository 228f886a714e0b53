package millwright.web.json;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import millwright.config.NearestName;
import millwright.job.InvalidRequestException;
import millwright.job.Violation;

/**
 * The members of a request's object, read by name and type. What does not fit is gathered, so that the caller learns
 * all of it at once from {@link #finish}; until then a member that does not fit reads as absent. A null counts as
 * absent.
 */
public final class Members {

    private static final int LONGEST_NAME = 100;
    private static final Instant FIRST_INSTANT = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST_INSTANT = Instant.parse("9999-12-31T00:00:00Z");

    private final JsonObject object;
    private final String place;
    private final List<Violation> violations;

    private Members(JsonObject object, String place, List<Violation> violations) {
        this.object = object;
        this.place = place;
        this.violations = violations;
    }

    /** @param known every member there may be, in the order in which it is documented */
    public static Members of(StrictJson.Document document, Set<String> known) {
        List<Violation> violations = new ArrayList<>(document.violations());
        if (document.value().getValueType() != ValueType.OBJECT) {
            violations.add(
                    new Violation(Pointer.ROOT, "is " + ValueKind.of(document.value()) + ", expected a JSON object"));
            return new Members(JsonValue.EMPTY_JSON_OBJECT, Pointer.ROOT, violations).failed();
        }
        return new Members(document.value().asJsonObject(), Pointer.ROOT, violations).holding(known);
    }

    /**
     * One item of a list whose items are answered for one by one.
     *
     * @param known every member there may be
     */
    public static Members ofItem(JsonValue item, Set<String> known) {
        return of(new StrictJson.Document(item, List.of()), known);
    }

    private Members holding(Set<String> known) {
        object.keySet().stream()
                .filter(name -> !known.contains(name))
                .limit(StrictJson.MOST_VIOLATIONS)
                .forEach(name -> refuse(name, unknown(name, known)));
        return this;
    }

    /** The members of a member that is an object; what does not fit in it is gathered here. */
    public Optional<Members> members(String name, Set<String> known) {
        return object(name).map(inner -> new Members(inner, Pointer.member(place, name), violations).holding(known));
    }

    /** The members of each object of a list of 1 to {@code most}; an empty list where there is none or it does not fit. */
    public List<Members> each(String name, int most, Set<String> known) {
        List<JsonValue> items = value(name, ValueType.ARRAY, "a list of objects")
                .map(JsonValue::asJsonArray)
                .map(list -> List.<JsonValue>copyOf(list))
                .orElse(List.of());
        boolean fits = !items.isEmpty()
                && items.size() <= most
                && items.stream().allMatch(item -> item.getValueType() == ValueType.OBJECT);
        if (!fits) {
            refuse(name, "expected 1 to " + most + " objects");
            return List.of();
        }
        String list = Pointer.member(place, name);
        return IntStream.range(0, items.size())
                .mapToObj(i -> new Members(
                                items.get(i).asJsonObject(), Pointer.member(list, Integer.toString(i)), violations)
                        .holding(known))
                .toList();
    }

    private static String unknown(String name, Set<String> known) {
        return name.length() > LONGEST_NAME
                ? "unknown member"
                : "unknown member '" + name + "' (nearest: '" + NearestName.of(name, known) + "')";
    }

    /** A text that must be there; an empty text when it is not. */
    public String requiredText(String name, int longest) {
        if (value(name).isEmpty()) {
            refuse(name, "is required: a text");
        }
        return text(name, longest).orElse("");
    }

    public Optional<String> text(String name, int longest) {
        return value(name, ValueType.STRING, "a text")
                .map(value -> ((JsonString) value).getString())
                .filter(text -> {
                    boolean fits = text.codePointCount(0, text.length()) <= longest && text.indexOf('\0') < 0;
                    if (!fits) {
                        refuse(name, "expected at most " + longest + " characters and no NUL");
                    }
                    return fits;
                });
    }

    public Optional<JsonObject> object(String name) {
        return value(name, ValueType.OBJECT, "an object").map(JsonValue::asJsonObject);
    }

    public Optional<Boolean> bool(String name) {
        return value(name)
                .filter(value -> {
                    boolean fits = value.getValueType() == ValueType.TRUE || value.getValueType() == ValueType.FALSE;
                    if (!fits) {
                        refuse(name, "is " + ValueKind.of(value) + ", expected true or false");
                    }
                    return fits;
                })
                .map(value -> value.getValueType() == ValueType.TRUE);
    }

    /** Up to {@code most} texts, none of them empty. */
    public Optional<List<String>> texts(String name, int most, int longest) {
        return value(name, ValueType.ARRAY, "a list of texts")
                .map(JsonValue::asJsonArray)
                .filter(list -> {
                    boolean fits = list.size() <= most && list.stream().allMatch(each -> isText(each, longest));
                    if (!fits) {
                        refuse(name, "expected up to " + most + " texts of 1 to " + longest + " characters");
                    }
                    return fits;
                })
                .map(list -> list.getValuesAs(JsonString::getString));
    }

    private static boolean isText(JsonValue value, int longest) {
        return value instanceof JsonString text
                && !text.getString().isEmpty()
                && text.getString().length() <= longest
                && text.getString().indexOf('\0') < 0;
    }

    /** A time of ISO-8601 with its offset, such as {@code 2026-12-31T23:59:59Z}, in the years 1 to 9999. */
    public Optional<Instant> instant(String name) {
        return text(name, LONGEST_NAME).flatMap(given -> {
            try {
                Instant instant = OffsetDateTime.parse(given).toInstant();
                if (!instant.isBefore(FIRST_INSTANT) && instant.isBefore(LAST_INSTANT)) {
                    return Optional.of(instant);
                }
            } catch (DateTimeParseException e) {
                // said below, the same as a year out of range
            }
            refuse(name, "is '" + given + "', expected a time such as 2026-12-31T23:59:59Z");
            return Optional.empty();
        });
    }

    /** One of {@code choices} by its exact name; it must be there. */
    public <E extends Enum<E>> Optional<E> requiredChoice(String name, Class<E> choices) {
        if (value(name).isEmpty()) {
            refuse(name, "is required: one of " + EnumNames.list(choices));
        }
        return choice(name, choices);
    }

    /** One of {@code choices} by its exact name. */
    public <E extends Enum<E>> Optional<E> choice(String name, Class<E> choices) {
        return text(name, LONGEST_NAME).flatMap(given -> {
            Optional<E> choice = EnumNames.find(given, choices);
            if (choice.isEmpty()) {
                refuse(name, "is '" + given + "', expected one of " + EnumNames.list(choices));
            }
            return choice;
        });
    }

    /** A whole number from {@code least} to {@code most}. */
    public Optional<Integer> integer(String name, int least, int most) {
        return number(name)
                .filter(number -> fits(
                        name,
                        number.isIntegral() && within(number.doubleValue(), least, most),
                        "is " + number + ", expected a whole number from " + least + " to " + most))
                .map(JsonNumber::intValue);
    }

    /** A number from {@code least} to {@code most}. */
    public Optional<Double> number(String name, double least, double most) {
        return number(name)
                .filter(number -> fits(
                        name,
                        within(number.doubleValue(), least, most),
                        "is " + number + ", expected a number from " + least + " to " + most))
                .map(JsonNumber::doubleValue);
    }

    /** A 64-bit number from 0, as a text or, where JavaScript can hold it, as a number. */
    public Optional<Long> count(String name) {
        return value(name).flatMap(value -> {
            String text = value instanceof JsonString given ? given.getString() : value.toString();
            boolean fits = text.matches("\\d{1,18}");
            if (!fits) {
                refuse(name, "expected a whole number from 0 of at most 18 digits, as a text");
            }
            return fits ? Optional.of(Long.parseLong(text)) : Optional.empty();
        });
    }

    private Optional<JsonNumber> number(String name) {
        return value(name, ValueType.NUMBER, "a number").map(JsonNumber.class::cast);
    }

    private static boolean within(double number, double least, double most) {
        return number >= least && number <= most;
    }

    private boolean fits(String name, boolean fits, String detail) {
        if (!fits) {
            refuse(name, detail);
        }
        return fits;
    }

    /** An ISO-8601 duration such as {@code PT30S}. */
    public Optional<Duration> duration(String name, Duration least, Duration most) {
        return text(name, LONGEST_NAME).flatMap(given -> {
            try {
                Duration duration = Duration.parse(given);
                if (duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0) {
                    return Optional.of(duration);
                }
            } catch (DateTimeParseException e) {
                // said below, the same as one out of range
            }
            refuse(name, "is '" + given + "', expected an ISO-8601 duration from " + least + " to " + most);
            return Optional.empty();
        });
    }

    /** Whatever is there. */
    public Optional<JsonValue> any(String name) {
        return value(name);
    }

    /** @throws InvalidRequestException when anything read so far did not fit */
    public void finish() {
        if (!violations.isEmpty()) {
            throw new InvalidRequestException(List.copyOf(violations));
        }
    }

    private Members failed() {
        finish();
        return this;
    }

    private Optional<JsonValue> value(String name, ValueType type, String expected) {
        return value(name).filter(value -> {
            if (value.getValueType() != type) {
                refuse(name, "is " + ValueKind.of(value) + ", expected " + expected);
            }
            return value.getValueType() == type;
        });
    }

    private Optional<JsonValue> value(String name) {
        return Optional.ofNullable(object.get(name)).filter(value -> value.getValueType() != ValueType.NULL);
    }

    /** That a member does not fit for a reason of the request's own. */
    public void refuse(String name, String detail) {
        violations.add(new Violation(Pointer.member(place, name), detail));
    }
}
