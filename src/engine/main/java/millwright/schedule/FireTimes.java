package millwright.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The moments at which a cron rule fires in a time zone (T5). From one clock change to the next the offset is fixed and
 * this is plain; at a change, a rule for certain hours happens as often as on any day, and a rule for every hour in each
 * hour that passes.
 */
final class FireTimes {

    private final CronExpression cron;
    private final ZoneRules rules;

    FireTimes(CronExpression cron, ZoneId zone) {
        this.cron = cron;
        this.rules = zone.getRules();
    }

    /** @throws RuleException when either text cannot be read */
    static FireTimes of(String cron, String timeZone) {
        ZoneId zone = TimeZones.find(timeZone)
                .orElseThrow(() -> new RuleException(List.of("the time zone " + TimeZones.fault(timeZone))));
        return new FireTimes(CronReader.read(cron), zone);
    }

    /** The first moment after {@code after}; empty when there is none. */
    Optional<Instant> next(Instant after) {
        ZoneOffsetTransition last = rules.previousTransition(after.plusNanos(1));
        ZoneOffsetTransition change = rules.nextTransition(after);
        ZoneOffset offset = rules.getOffset(after);
        Instant from = last == null ? after : pastRepetition(last, after);
        Optional<Instant> skipped = last == null ? Optional.empty() : skipped(last, after);
        while (true) {
            Optional<Instant> plain = moment(from, offset);
            if (change == null || plain.isEmpty() || plain.get().isBefore(change.getInstant())) {
                return Stream.of(plain, skipped).flatMap(Optional::stream).min(Instant::compareTo);
            }
            if (skipped.isPresent()) {
                return skipped;
            }
            Instant justBefore = change.getInstant().minusNanos(1);
            skipped = skipped(change, justBefore);
            from = pastRepetition(change, justBefore);
            offset = change.getOffsetAfter();
            change = rules.nextTransition(change.getInstant());
        }
    }

    private Optional<Instant> moment(Instant after, ZoneOffset offset) {
        return cron.after(LocalDateTime.ofInstant(after, offset)).map(time -> time.toInstant(offset));
    }

    /** The first moment after {@code after} whose time the clock never shows, because {@code change} left it out. */
    private Optional<Instant> skipped(ZoneOffsetTransition change, Instant after) {
        if (!change.isGap() || cron.isEveryHour()) {
            return Optional.empty();
        }
        Instant from = later(after, change.getInstant().minusNanos(1));
        Instant end = change.getInstant().plus(change.getDuration());
        return moment(from, change.getOffsetBefore()).filter(moment -> moment.isBefore(end));
    }

    /** {@code after}, or the end of the times that the clock shows a second time because of {@code change}. */
    private Instant pastRepetition(ZoneOffsetTransition change, Instant after) {
        if (!change.isOverlap() || cron.isEveryHour()) {
            return after;
        }
        Duration repeated = change.getDuration().negated();
        return later(after, change.getInstant().plus(repeated).minusNanos(1));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** The next {@code count} moments after {@code after}, or fewer. */
    List<Instant> next(Instant after, int count) {
        List<Instant> moments = new ArrayList<>();
        Optional<Instant> moment = next(after);
        while (moment.isPresent() && moments.size() < count) {
            moments.add(moment.get());
            moment = next(moment.get());
        }
        return List.copyOf(moments);
    }

    /**
     * The last moment up to {@code now}, at least {@code first}, which is one that has come. Halves the time between:
     * a rule for each minute that waited for a year does not count through half a million of them.
     */
    Instant latest(Instant first, Instant now) {
        Instant last = first;
        Instant none = now;
        while (true) {
            Optional<Instant> following = next(last).filter(moment -> !moment.isAfter(now));
            if (following.isEmpty()) {
                return last;
            }
            last = following.get();
            Instant middle = last.plus(Duration.between(last, none).dividedBy(2));
            Optional<Instant> later = next(middle).filter(moment -> !moment.isAfter(now));
            if (later.isPresent()) {
                last = later.get();
            } else {
                none = middle;
            }
        }
    }
}
