package millwright.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an expression means, and what is said of one that means nothing. */
class CronReaderTest {

    /** A Thursday. */
    private static final LocalDateTime START = LocalDateTime.of(2026, 1, 1, 0, 0);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    * * * * *          | 2026-01-01T00:01 | 2026-01-01T00:02 | 2026-01-01T00:03
                    */20 * * * *       | 2026-01-01T00:20 | 2026-01-01T00:40 | 2026-01-01T01:00
                    5/20 * * * *       | 2026-01-01T00:05 | 2026-01-01T00:25 | 2026-01-01T00:45
                    10-20/5 3 * * *    | 2026-01-01T03:10 | 2026-01-01T03:15 | 2026-01-01T03:20
                    0,30 8,17 * * *    | 2026-01-01T08:00 | 2026-01-01T08:30 | 2026-01-01T17:00
                    30 2 * * *         | 2026-01-01T02:30 | 2026-01-02T02:30 | 2026-01-03T02:30
                    0 9 * * MON-FRI    | 2026-01-01T09:00 | 2026-01-02T09:00 | 2026-01-05T09:00
                    0 9 * * sun-thu    | 2026-01-01T09:00 | 2026-01-04T09:00 | 2026-01-05T09:00
                    0 9 * * 5-7        | 2026-01-02T09:00 | 2026-01-03T09:00 | 2026-01-04T09:00
                    0 9 * * 0          | 2026-01-04T09:00 | 2026-01-11T09:00 | 2026-01-18T09:00
                    0 9 * * 7          | 2026-01-04T09:00 | 2026-01-11T09:00 | 2026-01-18T09:00
                    0 9 * * SUN,Sat    | 2026-01-03T09:00 | 2026-01-04T09:00 | 2026-01-10T09:00
                    0 0 1 * *          | 2026-02-01T00:00 | 2026-03-01T00:00 | 2026-04-01T00:00
                    0 0 31 * *         | 2026-01-31T00:00 | 2026-03-31T00:00 | 2026-05-31T00:00
                    0 0 1 jan,JUL *    | 2026-07-01T00:00 | 2027-01-01T00:00 | 2027-07-01T00:00
                    0 0 1 MAR-MAY/2 *  | 2026-03-01T00:00 | 2026-05-01T00:00 | 2027-03-01T00:00
                    0 0 29 2 *         | 2028-02-29T00:00 | 2032-02-29T00:00 | 2036-02-29T00:00
                    0 0 13 * FRI       | 2026-01-02T00:00 | 2026-01-09T00:00 | 2026-01-13T00:00
                    0 0 */10 * THU     | 2026-05-21T00:00 | 2026-06-11T00:00 | 2026-10-01T00:00
                    @hourly            | 2026-01-01T01:00 | 2026-01-01T02:00 | 2026-01-01T03:00
                    @daily             | 2026-01-02T00:00 | 2026-01-03T00:00 | 2026-01-04T00:00
                    @midnight          | 2026-01-02T00:00 | 2026-01-03T00:00 | 2026-01-04T00:00
                    @weekly            | 2026-01-04T00:00 | 2026-01-11T00:00 | 2026-01-18T00:00
                    @monthly           | 2026-02-01T00:00 | 2026-03-01T00:00 | 2026-04-01T00:00
                    @yearly            | 2027-01-01T00:00 | 2028-01-01T00:00 | 2029-01-01T00:00
                    @annually          | 2027-01-01T00:00 | 2028-01-01T00:00 | 2029-01-01T00:00
                    """)
    void namesTheTimesThatFollow(String expression, String first, String second, String third) {
        CronExpression cron = CronReader.read(expression);
        List<String> times = new ArrayList<>();
        LocalDateTime time = START;
        for (int i = 0; i < 3; i++) {
            time = cron.after(time).orElseThrow();
            times.add(time.toString());
        }
        assertEquals(List.of(first, second, third), times);
    }

    @Test
    void takesAnyBlanksAroundAndBetweenFields() {
        assertEquals(
                START.plusHours(1),
                CronReader.read("  0\t*   *\n* * ").after(START).orElseThrow());
    }

    @Test
    void findsTheRarestDayThereIs() {
        // the day of the week carries a star: both must fit, a 29 February that is a Sunday; and 2100 has none at all
        LocalDateTime rare = CronReader.read("0 0 29 2 */7")
                .after(LocalDateTime.of(2088, 2, 29, 0, 0))
                .orElseThrow();
        assertEquals(LocalDateTime.of(2128, 2, 29, 0, 0), rare);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    61 * * * *       | field 1 (minute) is '61': 61 is outside 0 to 59; expected 0 to 59, *,
                    -5 * * * *       | field 1 (minute) is '-5': a value is missing; expected
                    +5 * * * *       | field 1 (minute) is '+5': '+5' is not a number;
                    1.5 * * * *      | field 1 (minute) is '1.5': '1.5' is not a number;
                    9999999999 * * * * | field 1 (minute) is '9999999999': 9999999999 is outside 0 to 59;
                    */0 * * * *      | field 1 (minute) is '*/0': the step '0' is no whole number from 1 to 59;
                    */60 * * * *     | field 1 (minute) is '*/60': the step '60' is no whole number from 1 to 59;
                    */x * * * *      | field 1 (minute) is '*/x': the step 'x' is no whole number from 1 to 59;
                    */ * * * *       | field 1 (minute) is '*/': the step '' is no whole number from 1 to 59;
                    1/2/3 * * * *    | field 1 (minute) is '1/2/3': '1/2/3' has more than one step;
                    1-2-3 * * * *    | field 1 (minute) is '1-2-3': '1-2-3' has more than one '-';
                    30-10 * * * *    | field 1 (minute) is '30-10': the range '30-10' runs backwards;
                    1- * * * *       | field 1 (minute) is '1-': a value is missing;
                    1,,2 * * * *     | field 1 (minute) is '1,,2': an item of the list is missing beside ',';
                    1, * * * *       | field 1 (minute) is '1,': an item of the list is missing beside ',';
                    , * * * *        | field 1 (minute) is ',': an item of the list is missing beside ',';
                    ** * * * *       | field 1 (minute) is '**': '**' is not a number;
                    0 24 * * *       | field 2 (hour) is '24': 24 is outside 0 to 23;
                    0 2am * * *      | field 2 (hour) is '2am': '2am' is not a number;
                    0 0 0 * *        | field 3 (day of month) is '0': 0 is outside 1 to 31;
                    0 0 L * *        | field 3 (day of month) is 'L': 'L' is not a number;
                    0 0 ? * *        | field 3 (day of month) is '?': '?' is not a number;
                    0 0 1 13 *       | field 4 (month) is '13': 13 is outside 1 to 12; expected 1 to 12 or JAN to DEC,
                    0 0 1 MNO *      | field 4 (month) is 'MNO': 'MNO' is no month (nearest: 'MAR');
                    0 0 1 July *     | field 4 (month) is 'July': 'July' is no month (nearest: 'JUL');
                    0 0 * * 8        | field 5 (day of week) is '8': 8 is outside 0 to 7; expected 0 to 7 or SUN to SAT,
                    0 0 * * MNO      | field 5 (day of week) is 'MNO': 'MNO' is no day of week (nearest: 'MON');
                    0 0 * * FRI-MON  | field 5 (day of week) is 'FRI-MON': the range 'FRI-MON' runs backwards;
                    0 0 * * MON#2    | field 5 (day of week) is 'MON#2': 'MON#2' is no day of week (nearest: 'MON');
                    0 0 * * 5L       | field 5 (day of week) is '5L': '5L' is no day of week (nearest:
                    0 0 30 2 *       | '0 0 30 2 *' never comes: none of its months has such a day
                    0 0 31 4,6,9 *   | '0 0 31 4,6,9 *' never comes: none of its months has such a day
                    * * * *          | has 4 fields, expected five fields (minute, hour, day of month, month, day of week)
                    daily            | has 1 field, expected five fields
                    @dayly           | '@dayly' is no known nickname (nearest: '@daily'), expected five fields
                    @DAILY           | '@DAILY' is no known nickname (nearest: '@
                    @reboot          | '@reboot' is no known nickname (nearest: '@
                    @daily 5         | '@daily 5' is no known nickname (nearest: '@daily')
                    """)
    void saysWhatIsWrongAndWhere(String expression, String beginning) {
        RuleException refused = refused(expression);
        assertEquals(1, refused.faults().size(), refused::getMessage);
        assertTrue(refused.getMessage().startsWith(beginning), refused::getMessage);
    }

    @Test
    void namesEveryFieldThatIsWrong() {
        assertEquals(
                List.of("field 1 (minute)", "field 3 (day of month)", "field 5 (day of week)"),
                refused("60 0 32 * MO").faults().stream()
                        .map(fault -> fault.replaceFirst(" is '.*", ""))
                        .toList());
    }

    @Test
    void saysOfSixFieldsThatThereAreNoSeconds() {
        String message = refused("0 0 2 * * *").getMessage();
        assertTrue(message.startsWith("has 6 fields, expected five fields"), message);
        assertTrue(message.endsWith("; there is no field for seconds or years"), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n"})
    void saysOfNothingThatItIsEmpty(String expression) {
        assertTrue(refused(expression).getMessage().startsWith("is empty, expected five fields"));
    }

    @Test
    void readsNoDigitsOfOtherScriptsAndNoEndlessTexts() {
        assertTrue(refused("٣ * * * *").getMessage().contains("'٣' is not a number"));
        assertEquals(
                "is longer than 200 characters",
                refused("1,".repeat(1_000_000) + "1 * * * *").getMessage());
    }

    @Test
    void refusesWithWordsOfItsOwnWhateverIsThrownAtIt() {
        String alphabet = "0159*,-/@#?LWJANMON \t|~+.";
        var random = new java.util.Random(4711);
        for (int i = 0; i < 5_000; i++) {
            StringBuilder text = new StringBuilder();
            random.ints(random.nextInt(1, 14), 0, alphabet.length()).forEach(c -> text.append(alphabet.charAt(c)));
            String expression = text + " * * * *";
            try {
                assertTrue(CronReader.read(expression).after(START).isPresent(), expression);
            } catch (RuleException e) {
                assertTrue(!e.faults().isEmpty() && !e.getMessage().contains("it cannot be read"), e::getMessage);
            }
        }
    }

    private static RuleException refused(String expression) {
        return assertThrows(RuleException.class, () -> CronReader.read(expression));
    }
}
