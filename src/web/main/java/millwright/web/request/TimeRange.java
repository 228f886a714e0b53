package millwright.web.request;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** A range of time in a query: {@code from} and {@code to}, the last 24 hours where they are left out. */
public record TimeRange(Instant from, Instant to) {

    private static final Duration USUAL = Duration.ofDays(1);
    private static final Duration LONGEST = Duration.ofDays(366);

    public static final String FROM = "from";
    public static final String TO = "to";

    /** What does not fit is gathered in {@code query}. */
    public static TimeRange read(QueryParameters query, Instant now) {
        Instant to = query.one(TO, TimeRange::time, "a time such as 2026-12-31T23:59:59Z")
                .orElse(now);
        Instant from = query.one(
                        FROM,
                        text -> time(text).filter(time -> fits(time, to)),
                        "a time such as 2026-12-31T00:00:00Z, at most " + LONGEST.toDays() + " days before to")
                .orElse(to.minus(USUAL));
        return new TimeRange(from, to);
    }

    private static boolean fits(Instant from, Instant to) {
        return !from.isAfter(to) && !from.isBefore(to.minus(LONGEST));
    }

    private static Optional<Instant> time(String text) {
        try {
            // a plus sign that a client did not escape arrives as a blank
            OffsetDateTime time = OffsetDateTime.parse(text.replace(' ', '+'));
            return Optional.of(time.toInstant()).filter(instant -> time.getYear() >= 1970 && time.getYear() < 10_000);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
