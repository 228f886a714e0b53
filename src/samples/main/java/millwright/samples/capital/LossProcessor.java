package millwright.samples.capital;

import jakarta.batch.api.chunk.ItemProcessor;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;
import millwright.batch.InvalidItemException;
import millwright.job.Attempt;

/** Turns a valid report into a loss, drops one that cost nothing, and refuses all others (O2). */
@Named
@Dependent
class LossProcessor implements ItemProcessor {

    /** Plain digits: BigDecimal itself would take 1e400 and the digits of every script. */
    private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,17}(\\.[0-9]{1,2})?");

    private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(2200, 12, 31);
    private static final int LONGEST_TEXT = 200;

    private final Attempt attempt;

    @Inject
    LossProcessor(Attempt attempt) {
        this.attempt = attempt;
    }

    @Override
    public LossEvent processItem(Object item) throws InvalidItemException {
        StrikeReport report = (StrikeReport) item;
        LocalDate date = date(report, Column.DATE);
        BigDecimal amount = amount(report, Column.COST);
        String airport = text(report, Column.AIRPORT);
        String operator = text(report, Column.OPERATOR);
        String aircraft = text(report, Column.AIRCRAFT);
        String species = text(report, Column.SPECIES);
        String damage = text(report, Column.DAMAGE);
        if (amount.signum() == 0) {
            return null;
        }
        LossEvent loss = new LossEvent(attempt.jobId(), report.line(), date, amount);
        loss.describe(airport, operator, aircraft, species, damage);
        return loss;
    }

    private static LocalDate date(StrikeReport report, Column column) throws InvalidItemException {
        try {
            LocalDate date = LocalDate.parse(report.value(column));
            if (!date.isBefore(EARLIEST) && !date.isAfter(LATEST)) {
                return date;
            }
        } catch (DateTimeParseException e) {
            // refused below, with the dates out of range
        }
        throw report.refuse(column, "a date as YYYY-MM-DD from " + EARLIEST + " to " + LATEST);
    }

    private static BigDecimal amount(StrikeReport report, Column column) throws InvalidItemException {
        String value = report.value(column);
        if (!AMOUNT.matcher(value).matches()) {
            throw report.refuse(column, "an amount of 0 or more, in digits, with at most two decimals");
        }
        return new BigDecimal(value);
    }

    /** U+FFFD stands for bytes that are no UTF-8; PostgreSQL's text holds every other character but NUL. */
    private static String text(StrikeReport report, Column column) throws InvalidItemException {
        String value = report.value(column);
        if (value.length() > LONGEST_TEXT || value.indexOf('\0') >= 0 || value.indexOf('\uFFFD') >= 0) {
            throw report.refuse(column, "UTF-8 text of at most " + LONGEST_TEXT + " characters without NUL");
        }
        return value;
    }
}
