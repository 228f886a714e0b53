package millwright.samples.capital;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The 30 records of {@code hostile-strikes.csv}. Line ends are mixed, lines 8, 24 and 25 are blank, the record on line
 * 11 goes on on line 12, the last line has no end.
 *
 * <pre>
 *   2 good: the loss that line 31 repeats         17 good: quotes and commas inside quotes
 *   3 bad: 30 February                            18 bad: date in American order
 *   4 bad: negative cost                          19 bad: no date
 *   5 bad: cost in words                          20 bad: no cost
 *   6 bad: NaN                                    21 bad: cost with a thousands separator
 *   7 bad: 1e400                                  22 bad: cost with a currency sign
 *   9 bad: 13 fields                              23 no loss: cost 0
 *  10 bad: 15 fields                              26 no loss: cost 0.00
 *  11 good: a line end inside quotes              27 good: the smallest loss, 0.01
 *  13 bad: Arabic-Indic digits                    28 bad: three decimals
 *  14 bad: NUL                                    29 good: 29 February of a leap year
 *  15 bad: 5,000 characters                       30 bad: a quote opened, not closed
 *  16 bad: nothing but commas                     31 good: line 2 again, a loss of its own
 *                                                 32 bad: a byte that is no UTF-8
 *                                                 33 good: letters of several scripts and an emoji
 *                                                 34 bad: a letter behind the closing quote
 *                                                 35 bad: a quote opened in the last field of the file
 * </pre>
 */
class HostileFileTest {

    private static final String DATE = "expected a date as YYYY-MM-DD from 1900-01-01 to 2200-12-31";
    private static final String COST = "expected an amount of 0 or more, in digits, with at most two decimals";
    private static final String TEXT = "expected UTF-8 text of at most 200 characters without NUL";

    @Test
    void skipsTwentyOneRecordsByLineAndReason() throws IOException { // O2
        ImportedFile file = ImportedFile.of("hostile-strikes.csv");

        assertEquals(
                List.of(
                        "3: Flight Date is '2001-02-30', " + DATE,
                        "4: Cost Total $ is '-500', " + COST,
                        "5: Cost Total $ is 'twelve hundred', " + COST,
                        "6: Cost Total $ is 'NaN', " + COST,
                        "7: Cost Total $ is '1e400', " + COST,
                        "9: the record has 13 fields, expected 14 as in the header",
                        "10: the record has 15 fields, expected 14 as in the header",
                        "13: Cost Total $ is '\u0661\u0662\u0663', " + COST,
                        "14: Wildlife Species is 'Rock\\u0000pigeon', " + TEXT,
                        "15: Airport Name is '" + "A".repeat(60) + "… (5000 characters)', " + TEXT,
                        "16: Flight Date is '', " + DATE,
                        "18: Flight Date is '01/05/2000', " + DATE,
                        "19: Flight Date is '', " + DATE,
                        "20: Cost Total $ is '', " + COST,
                        "21: Cost Total $ is '1,200', " + COST,
                        "22: Cost Total $ is '$300', " + COST,
                        "28: Cost Total $ is '12.345', " + COST,
                        "30: Unexpected character after closing quote: 'R' (0x52)",
                        "32: Airport Name is 'S\uFFFDO PAULO', " + TEXT,
                        "34: Unexpected character after closing quote: 's' (0x73)",
                        "35: a quote is opened and not closed before the end of the file"),
                file.skipped().stream()
                        .map(item -> item.position() + ": " + item.reason())
                        .toList());
        assertTrue(file.skipped().stream().noneMatch(item -> item.item().isEmpty()));
    }

    @Test
    void keepsSevenLossesAndDropsTwoWithoutCost() throws IOException { // O1
        ImportedFile file = ImportedFile.of("hostile-strikes.csv");

        assertEquals(
                List.of(
                        "2 1997-03-02 1200",
                        "11 1998-07-04 1500.50",
                        "17 1999-09-09 800",
                        "27 2000-01-01 0.01",
                        "29 2000-02-29 250000.00",
                        "31 1997-03-02 1200",
                        "33 2001-12-31 75.25"),
                file.losses().stream()
                        .map(loss -> loss.line() + " " + loss.date() + " " + loss.amount())
                        .toList());
        assertEquals(2, file.filtered());
        assertEquals(
                new BigDecimal("254775.76"),
                file.losses().stream().map(LossEvent::amount).reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    @Test
    void keepsTextAsItIs() throws IOException {
        List<LossEvent> losses = ImportedFile.of("hostile-strikes.csv").losses();

        assertEquals("SACRAMENTO\nINTL", losses.get(1).airport());
        assertEquals("AIRLINE \"SUN\", INC.", losses.get(2).operator());
        assertEquals("SÃO PAULO 鳥 🦅", losses.get(6).airport());
    }
}
