package millwright.job;

import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Base64;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** The {@code format} of a text: JSON Schema's own where it has one, Java's types by name where it has none. */
@SuppressWarnings("ImmutableEnumChecker") // the parsers are method references
enum TextFormat {
    DATE("date", LocalDate::parse, "a date such as 2001-12-31"),
    TIME("time", OffsetTime::parse, "a time with offset such as 13:45:00Z"),
    DATE_TIME("date-time", OffsetDateTime::parse, "a time such as 2001-12-31T13:45:00Z"),
    ZONED_DATE_TIME("zoned-date-time", ZonedDateTime::parse, "a time such as 2001-12-31T13:45+01:00[Europe/Berlin]"),
    LOCAL_TIME("local-time", LocalTime::parse, "a time of day such as 13:45"),
    LOCAL_DATE_TIME("local-date-time", LocalDateTime::parse, "a time without offset such as 2001-12-31T13:45"),
    YEAR_MONTH("year-month", YearMonth::parse, "a month such as 2001-12"),
    MONTH_DAY("month-day", MonthDay::parse, "a day of the year such as --12-31"),
    DURATION("duration", Duration::parse, "a duration such as PT1H30M"),
    PERIOD("period", Period::parse, "a period such as P1Y2M"),
    ZONE("time-zone", ZoneId::of, "a time zone such as Europe/Berlin"),
    UUID_TEXT("uuid", TextFormat::uuid, "a UUID"),
    URI_TEXT("uri", URI::create, "a URI"),
    CURRENCY("currency", Currency::getInstance, "a currency such as EUR"),
    /** Any text: it says what the parameter is, see {@link SecretParameters}. */
    PASSWORD("password", text -> {}, "a text"),
    BASE64("base64", text -> Base64.getDecoder().decode(text), "bytes as Base64");

    private final String keyword;
    private final Consumer<String> parser;
    private final String words;

    TextFormat(String keyword, Consumer<String> parser, String words) {
        this.keyword = keyword;
        this.parser = parser;
        this.words = words;
    }

    static Optional<TextFormat> of(String keyword) {
        return Arrays.stream(values())
                .filter(format -> format.keyword.equals(keyword))
                .findFirst();
    }

    static List<String> keywords() {
        return Arrays.stream(values()).map(format -> format.keyword).toList();
    }

    boolean fits(String text) {
        try {
            parser.accept(text);
            return true;
        } catch (RuntimeException e) {
            // each of Java's types refuses in a way of its own
            return false;
        }
    }

    String words() {
        return words;
    }

    /** Not by {@link UUID#fromString} alone, which takes {@code 1-1-1-1-1} for one. */
    private static void uuid(String text) {
        if (!UUID.fromString(text).toString().equalsIgnoreCase(text)) {
            throw new IllegalArgumentException(text);
        }
    }
}
