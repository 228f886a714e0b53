package millwright.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** T5: where clocks change, and everywhere else. */
class FireTimesTest {

    /** Berlin puts its clocks forward on 29 March 2026, from 02:00 to 03:00, and back on 25 October, from 03:00 to 02:00. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    30 2 * * *    | 2026-03-29 | 03:30+02:00
                    30 2 * * *    | 2026-10-25 | 02:30+02:00
                    0 2 * * *     | 2026-03-29 | 03:00+02:00
                    0 2 * * *     | 2026-10-25 | 02:00+02:00
                    59 1 * * *    | 2026-03-29 | 01:59+01:00
                    59 1 * * *    | 2026-10-25 | 01:59+02:00
                    0 3 * * *     | 2026-03-29 | 03:00+02:00
                    0 3 * * *     | 2026-10-25 | 03:00+01:00
                    0 2,3 * * *   | 2026-03-29 | 03:00+02:00
                    0 2,3 * * *   | 2026-10-25 | 02:00+02:00 03:00+01:00
                    */20 2 * * *  | 2026-03-29 | 03:00+02:00 03:20+02:00 03:40+02:00
                    */20 2 * * *  | 2026-10-25 | 02:00+02:00 02:20+02:00 02:40+02:00
                    45 2 * * *    | 2026-03-29 | 03:45+02:00
                    15,45 2,3 * * * | 2026-03-29 | 03:15+02:00 03:45+02:00
                    0 */2 * * *   | 2026-03-29 | 00:00+01:00 03:00+02:00 04:00+02:00 06:00+02:00 …
                    0 */2 * * *   | 2026-10-25 | 00:00+02:00 02:00+02:00 04:00+01:00 06:00+01:00 …
                    0 * * * *     | 2026-03-29 | 00:00+01:00 01:00+01:00 03:00+02:00 04:00+02:00 …
                    0 * * * *     | 2026-10-25 | 00:00+02:00 01:00+02:00 02:00+02:00 02:00+01:00 03:00+01:00 04:00+01:00 …
                    @hourly       | 2026-10-25 | 00:00+02:00 01:00+02:00 02:00+02:00 02:00+01:00 03:00+01:00 04:00+01:00 …
                    """)
    void aClockChangeMakesNothingHappenTwiceNorLeavesItOut(String cron, String day, String expected) {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        Instant midnight = LocalDateTime.parse(day + "T00:00").atZone(berlin).toInstant();
        String shown = FireTimes.of(cron, "Europe/Berlin").next(midnight.minusNanos(1), 30).stream()
                .map(moment -> moment.atZone(berlin))
                .filter(time -> time.toLocalDate().toString().equals(day))
                .map(time -> time.toLocalTime() + time.getOffset().toString())
                .collect(Collectors.joining(" "));
        if (expected.endsWith("…")) {
            assertEquals(expected.replace(" …", ""), shown.substring(0, expected.length() - 2));
        } else {
            assertEquals(expected, shown);
        }
    }

    @Test
    void aDayHasTwentyThreeHoursOrTwentyFiveForARuleOfEveryHour() {
        assertEquals(23, count("0 * * * *", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z"));
        assertEquals(25, count("0 * * * *", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z"));
        assertEquals(23 * 4, count("*/15 * * * *", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z"));
        assertEquals(25 * 4, count("*/15 * * * *", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z"));
    }

    private static int count(String cron, String from, String to) {
        FireTimes times = FireTimes.of(cron, "Europe/Berlin");
        int count = 0;
        Instant end = Instant.parse(to);
        for (Instant at = Instant.parse(from).minusNanos(1); ; count++) {
            at = times.next(at).orElseThrow();
            if (!at.isBefore(end)) {
                return count;
            }
        }
    }

    /** Whole days left out (Apia, 30 December 2011), half hours (Lord Howe), changes at midnight (Beirut), none (UTC). */
    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 2026-03-27T00:00:00Z",
        "Europe/Berlin, 2026-10-23T00:00:00Z",
        "America/New_York, 2026-03-07T00:00:00Z",
        "America/New_York, 2026-10-31T00:00:00Z",
        "Australia/Lord_Howe, 2026-04-03T00:00:00Z",
        "Australia/Lord_Howe, 2026-10-02T00:00:00Z",
        "Pacific/Apia, 2011-12-28T12:00:00Z",
        "Asia/Beirut, 2026-03-27T00:00:00Z",
        "Asia/Kolkata, 2026-03-27T00:00:00Z",
        "UTC, 2026-03-27T00:00:00Z"
    })
    void firesAtEveryMomentThatAMinuteByMinuteSearchFinds(String zone, String from) {
        Random random = new Random(from.hashCode());
        Instant start = Instant.parse(from);
        Instant end = start.plus(Duration.ofDays(4));
        for (int i = 0; i < 25; i++) {
            String cron = random(random);
            assertEquals(
                    searched(cron, ZoneId.of(zone), start, end),
                    fired(FireTimes.of(cron, zone), start, end),
                    () -> cron + " in " + zone);
        }
    }

    private static String random(Random random) {
        String[] minutes = {"0", "30", "*/20", "15,45", "59", "0-10/5"};
        String[] hours = {"*", "*/2", "2", "0", "1-3", "2,3", "23", "0-22"};
        String[] days = {"* * *", "* * *", "* * SUN", "28-31 * *", "*/2 * *", "29 * MON"};
        return minutes[random.nextInt(minutes.length)] + " " + hours[random.nextInt(hours.length)] + " "
                + days[random.nextInt(days.length)];
    }

    private static List<Instant> fired(FireTimes times, Instant start, Instant end) {
        List<Instant> fired = new ArrayList<>();
        Optional<Instant> moment = times.next(start);
        while (moment.isPresent() && moment.get().isBefore(end)) {
            fired.add(moment.get());
            moment = times.next(moment.get());
        }
        return fired;
    }

    /** The rule said in another way: each minute that a clock shows, or would show, turned into a moment by java.time. */
    private static List<Instant> searched(String text, ZoneId zone, Instant start, Instant end) {
        CronExpression cron = CronReader.read(text);
        TreeSet<Instant> found = new TreeSet<>();
        if (cron.isEveryHour()) {
            for (Instant at = start; at.isBefore(end); at = at.plus(1, ChronoUnit.MINUTES)) {
                if (names(cron, LocalDateTime.ofInstant(at, zone))) {
                    found.add(at);
                }
            }
        } else {
            LocalDateTime last = LocalDateTime.ofInstant(end, zone).plusDays(2);
            LocalDateTime time = LocalDateTime.ofInstant(start, zone).minusDays(2);
            for (; time.isBefore(last); time = time.plusMinutes(1)) {
                if (names(cron, time)) {
                    // RFC 5545, 3.3.5, is what atZone does: the earlier of two, and past a gap by its length
                    found.add(time.atZone(zone).toInstant());
                }
            }
        }
        return found.stream()
                .filter(at -> at.isAfter(start) && at.isBefore(end))
                .toList();
    }

    private static boolean names(CronExpression cron, LocalDateTime time) {
        return cron.after(time.minusMinutes(1)).equals(Optional.of(time));
    }

    @Test
    void theLatestOfManyMissedMomentsIsFoundWithoutCountingThroughThem() {
        FireTimes times = FireTimes.of("* * * * *", "Europe/Berlin");
        assertEquals(
                Instant.parse("2026-06-01T12:34:00Z"),
                times.latest(Instant.parse("1996-06-01T12:00:00Z"), Instant.parse("2026-06-01T12:34:56Z")));
    }

    @ParameterizedTest
    @CsvSource({
        "30 2 * * *,       2026-06-01T00:30:00Z, 2026-06-04T00:29:59Z, 2026-06-03T00:30:00Z",
        "30 2 * * *,       2026-06-01T00:30:00Z, 2026-06-04T00:30:00Z, 2026-06-04T00:30:00Z",
        "30 2 * * *,       2026-06-01T00:30:00Z, 2026-06-01T00:30:00Z, 2026-06-01T00:30:00Z",
        "30 2 * * *,       2026-06-01T00:30:00Z, 2026-06-01T20:30:00Z, 2026-06-01T00:30:00Z",
        "* 0 1 1 *,        2024-12-31T23:00:00Z, 2026-12-31T22:00:00Z, 2025-12-31T23:59:00Z",
        "0 12 * * *,       2026-06-01T07:07:07Z, 2026-06-01T09:00:00Z, 2026-06-01T07:07:07Z",
    })
    void theLatestMissedMomentIsTheLastUpToNow(String cron, String first, String now, String latest) {
        assertEquals(
                Instant.parse(latest),
                FireTimes.of(cron, "Europe/Berlin").latest(Instant.parse(first), Instant.parse(now)));
    }
}
