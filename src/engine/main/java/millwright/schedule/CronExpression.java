package millwright.schedule;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.Map;
import java.util.Optional;

/**
 * A cron rule as the wall-clock times it names, minute by minute and of no time zone. cron-utils has a search for the
 * next time too: where clocks are put forward it leaves a daily job out for that day, so it is not used.
 */
final class CronExpression {

    /** Past the longest pause there can be: 29 February on one day of the week, around a century without a leap year. */
    private static final int YEARS_AHEAD = 50;

    private static final int SUNDAY_TOO = 7;

    private final BitSet minutes;
    private final BitSet hours;
    private final BitSet daysOfMonth;
    private final BitSet months;
    private final BitSet daysOfWeek;
    private final boolean eitherDay;

    /** @param eitherDay whether a day fits that is among the days of the month or of the week; else it must be both */
    CronExpression(Map<CronField, BitSet> values, boolean eitherDay) {
        this.minutes = values.get(CronField.MINUTE);
        this.hours = values.get(CronField.HOUR);
        this.daysOfMonth = values.get(CronField.DAY_OF_MONTH);
        this.months = values.get(CronField.MONTH);
        this.daysOfWeek = (BitSet) values.get(CronField.DAY_OF_WEEK).clone();
        if (daysOfWeek.get(SUNDAY_TOO)) {
            daysOfWeek.set(0);
        }
        this.eitherDay = eitherDay;
    }

    /** In every hour of the day: such a rule means an interval, the others a time of the day. */
    boolean isEveryHour() {
        return hours.cardinality() == 24;
    }

    /** The first time after {@code time}, or empty when there is none. */
    Optional<LocalDateTime> after(LocalDateTime time) {
        LocalDateTime from = time.truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
        LocalDate last = from.toLocalDate().plusYears(YEARS_AHEAD);
        LocalTime earliest = from.toLocalTime();
        for (LocalDate day = from.toLocalDate(); day.isBefore(last); earliest = LocalTime.MIN) {
            if (!months.get(day.getMonthValue())) {
                day = day.withDayOfMonth(1).plusMonths(1);
                continue;
            }
            Optional<LocalTime> found = fits(day) ? notBefore(earliest) : Optional.empty();
            if (found.isPresent()) {
                return Optional.of(day.atTime(found.get()));
            }
            day = day.plusDays(1);
        }
        return Optional.empty();
    }

    private boolean fits(LocalDate day) {
        boolean ofMonth = daysOfMonth.get(day.getDayOfMonth());
        boolean ofWeek = daysOfWeek.get(day.getDayOfWeek().getValue() % 7);
        return eitherDay ? ofMonth || ofWeek : ofMonth && ofWeek;
    }

    private Optional<LocalTime> notBefore(LocalTime earliest) {
        int minute = hours.get(earliest.getHour()) ? minutes.nextSetBit(earliest.getMinute()) : -1;
        if (minute >= 0) {
            return Optional.of(LocalTime.of(earliest.getHour(), minute));
        }
        int hour = hours.nextSetBit(earliest.getHour() + 1);
        return hour < 0 ? Optional.empty() : Optional.of(LocalTime.of(hour, minutes.nextSetBit(0)));
    }
}
