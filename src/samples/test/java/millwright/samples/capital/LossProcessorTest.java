package millwright.samples.capital;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import millwright.batch.InvalidItemException;
import millwright.samples.csv.CsvRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LossProcessorTest {

    private final FixedAttempt attempt = new FixedAttempt();
    private final LossProcessor processor = new LossProcessor(attempt);

    @Test
    void makesALossOfAReport() throws InvalidItemException { // O1
        LossEvent loss = processor.processItem(report("2001-05-07", "144634", "NASHVILLE INTL"));

        assertEquals(attempt.jobId(), loss.jobId());
        assertEquals(17, loss.line());
        assertEquals(LocalDate.of(2001, 5, 7), loss.date());
        assertEquals(new BigDecimal("144634"), loss.amount());
        assertEquals("NASHVILLE INTL", loss.airport());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0.0", "0.00", "00000"})
    void dropsAReportWithoutCost(String cost) throws InvalidItemException {
        assertNull(processor.processItem(report("2001-05-07", cost, "A")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.01", "99999999999999999.99", "00012"})
    void takesAmountsThatTheTableHolds(String cost) throws InvalidItemException {
        assertEquals(
                new BigDecimal(cost),
                processor.processItem(report("2001-05-07", cost, "A")).amount());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " 1",
                "-1",
                "-0",
                "+1",
                "1.",
                ".5",
                "1.234",
                "1e3",
                "0x10",
                "1,5",
                "100000000000000000",
                "\uFF11"
            })
    void refusesAnyOtherAmount(String cost) { // O2
        InvalidItemException refusal = refusal(report("2001-05-07", cost, "A"));

        assertEquals(17, refusal.position());
        assertEquals(
                "Cost Total $ is '" + cost + "', expected an amount of 0 or more, in digits, with at most two decimals",
                refusal.reason());
        assertTrue(refusal.item().contains("2001-05-07"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1900-01-01", "2000-02-29", "2200-12-31"})
    void takesDatesOfTheCalendar(String date) throws InvalidItemException {
        assertEquals(date, processor.processItem(report(date, "1", "A")).date().toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2001-02-29",
                "2001-2-3",
                "2001-13-01",
                "1899-12-31",
                "2201-01-01",
                "+12001-01-01",
                "20010507",
                "2001-05-07T00:00"
            })
    void refusesAnyOtherDate(String date) { // O2
        assertEquals(
                "Flight Date is '" + date + "', expected a date as YYYY-MM-DD from 1900-01-01 to 2200-12-31",
                refusal(report(date, "1", "A")).reason());
    }

    @Test
    void judgesAReportWithoutCostAsWell() {
        assertTrue(refusal(report("2001-05-07", "0", "A\0")).reason().startsWith("Airport Name is 'A\\u0000', "));
    }

    @Test
    void takesTwoHundredCharactersAndNotOneMore() throws InvalidItemException {
        String longest = "ä".repeat(200);

        assertEquals(
                longest,
                processor.processItem(report("2001-05-07", "1", longest)).airport());
        assertTrue(refusal(report("2001-05-07", "1", longest + "ä")).reason().contains("at most 200 characters"));
    }

    private InvalidItemException refusal(StrikeReport report) {
        return assertThrows(InvalidItemException.class, () -> processor.processItem(report));
    }

    private static StrikeReport report(String date, String cost, String airport) {
        List<String> titles = Arrays.stream(Column.values()).map(Column::title).toList();
        List<String> fields = Arrays.stream(Column.values())
                .map(column -> switch (column) {
                    case DATE -> date;
                    case COST -> cost;
                    case AIRPORT -> airport;
                    default -> "text";
                })
                .toList();
        return new StrikeReport(new CsvRow(17, 1, fields), new Header("file.csv", new CsvRow(1, 1, titles)));
    }
}
