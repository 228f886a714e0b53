package millwright.samples.capital;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The figures were worked out apart from the code under test: sums of the file by Python, logarithms
 * and powers with Python's {@code decimal} at 60 digits, as (ln(ratio) * 0.8).exp() and (e - 1 + power).ln().
 */
class StandardisedApproachTest {

    private static final BigDecimal DEFAULT_INDICATOR = new BigDecimal("1500000000");

    /** The shipped file's losses 1992 to 2001, each year as summed from its column "Cost Total $". */
    private static final LossWindow STRIKES_TO_2001 = new LossWindow(
            2001,
            List.of(
                    year(1992, "1623952"),
                    year(1993, "591614"),
                    year(1994, "2335371"),
                    year(1995, "6566866"),
                    year(1996, "847060"),
                    year(1997, "1050957"),
                    year(1998, "7991378"),
                    year(1999, "3462034"),
                    year(2000, "7259985"),
                    year(2001, "5768566")));

    private final StandardisedApproach approach = new StandardisedApproach(false);

    /*
     * Business indicator 1,500,000,000, the default: bucket 2.
     *   BIC = 0.12 * 1,000,000,000 + 0.15 * 500,000,000   = 195,000,000
     *   losses 1992 to 2001                               =  37,497,783
     *   LC  = 15 * 37,497,783 / 10                        =  56,246,674.50
     *   LC / BIC                                          = 0.288444484615...
     *   ... ^ 0.8                                         = 0.369870582564...
     *   e - 1 + 0.369870582564...                         = 2.088152411023...
     *   ILM = ln(2.088152411023...) = 0.736279661141...   = 0.736280
     *   capital = 195,000,000 * 0.736280                  = 143,574,600.00
     */
    @Test
    void givesTheFiguresOfTheShippedFile() {
        CapitalRequirement requirement = approach.capital(DEFAULT_INDICATOR, STRIKES_TO_2001);

        assertEquals(
                new CapitalRequirement(
                        2,
                        new BigDecimal("195000000.00"),
                        new BigDecimal("56246674.50"),
                        new BigDecimal("0.736280"),
                        new BigDecimal("143574600.00"),
                        true),
                requirement);
    }

    /*
     * Business indicator 35 billion, the example of OPE25.7: 1 * 12% + 29 * 15% + 5 * 18% = 5.37 billion.
     *   LC / BIC = 56,246,674.50 / 5,370,000,000; ILM = 0.556381562667... = 0.556382
     *   capital = 5,370,000,000 * 0.556382 = 2,987,771,340.00
     */
    @Test
    void givesTheFiguresOfALargeBank() {
        CapitalRequirement requirement = approach.capital(new BigDecimal("35000000000"), STRIKES_TO_2001);

        assertEquals(3, requirement.bucket());
        assertEquals(new BigDecimal("5370000000.00"), requirement.businessIndicatorComponent());
        assertEquals(new BigDecimal("0.556382"), requirement.internalLossMultiplier());
        assertEquals(new BigDecimal("2987771340.00"), requirement.capital());
    }

    @ParameterizedTest
    @CsvSource({
        "0.01,           1, 0.0012",
        "1000000000,     1, 120000000",
        "1000000000.01,  2, 120000000.0015",
        "30000000000,    2, 4470000000",
        "30000000000.01, 3, 4470000000.0018",
    })
    void countsTheLimitsOfABucketToIt(BigDecimal indicator, int bucket, BigDecimal component) {
        assertEquals(bucket, StandardisedApproach.bucket(indicator));
        assertEquals(
                0,
                component.compareTo(StandardisedApproach.businessIndicatorComponent(indicator)),
                component::toString);
    }

    @Test
    void leavesLossesOutInBucket1UnlessAsked() {
        BigDecimal indicator = new BigDecimal("1000000000");

        CapitalRequirement byRule = approach.capital(indicator, STRIKES_TO_2001);
        assertFalse(byRule.lossesUsed());
        assertEquals(new BigDecimal("1.000000"), byRule.internalLossMultiplier());
        assertEquals(new BigDecimal("120000000.00"), byRule.capital());

        // LC / BIC = 56,246,674.50 / 120,000,000; ILM = 0.817002240783... ; 120,000,000 * 0.817002 = 98,040,240
        CapitalRequirement asked = new StandardisedApproach(true).capital(indicator, STRIKES_TO_2001);
        assertTrue(asked.lossesUsed());
        assertEquals(new BigDecimal("0.817002"), asked.internalLossMultiplier());
        assertEquals(new BigDecimal("98040240.00"), asked.capital());
    }

    /*
     * 1990 to 1996, seven years of a window that begins in 1987: 13,815,725 in all.
     *   LC = 15 * 13,815,725 / 7 = 29,605,125; ILM = 0.662494577042... = 0.662495
     *   capital = 195,000,000 * 0.662495 = 129,186,525.00
     */
    @Test
    void averagesOverTheYearsOfData() {
        LossWindow sevenYears = new LossWindow(
                1996,
                List.of(
                        year(1990, "1102139"),
                        year(1991, "748723"),
                        year(1992, "1623952"),
                        year(1993, "591614"),
                        year(1994, "2335371"),
                        year(1995, "6566866"),
                        year(1996, "847060")));

        CapitalRequirement requirement = approach.capital(DEFAULT_INDICATOR, sevenYears);

        assertEquals(new BigDecimal("29605125.00"), requirement.lossComponent());
        assertEquals(new BigDecimal("0.662495"), requirement.internalLossMultiplier());
        assertEquals(new BigDecimal("129186525.00"), requirement.capital());
    }

    @Test
    void usesFiveYearsOfLossesAndNotFour() {
        assertTrue(approach.capital(DEFAULT_INDICATOR, years(5)).lossesUsed());

        CapitalRequirement four = approach.capital(DEFAULT_INDICATOR, years(4));
        assertFalse(four.lossesUsed());
        assertEquals(new BigDecimal("195000000.00"), four.capital());
    }

    @Test
    void isOneWhenBothComponentsAreEqual() {
        BigDecimal component = new BigDecimal("195000000");

        assertEquals(
                0,
                BigDecimal.ONE.compareTo(StandardisedApproach.internalLossMultiplier(component, component)
                        .setScale(30, java.math.RoundingMode.HALF_EVEN)));
    }

    /** ln(e - 1) = 0.541324854612... */
    @Test
    void isLowestWithoutLosses() {
        LossWindow quiet = new LossWindow(
                2001,
                IntStream.rangeClosed(1992, 2001).mapToObj(AnnualLosses::none).toList());

        assertEquals(
                new BigDecimal("0.541325"),
                approach.capital(DEFAULT_INDICATOR, quiet).internalLossMultiplier());
    }

    /** 12% of 0.125 is 0.015 and of 0.375 is 0.045: the even cents are 0.02 and 0.04. */
    @Test
    void roundsHalfToEven() {
        assertEquals(new BigDecimal("0.02"), capitalOf("0.125"));
        assertEquals(new BigDecimal("0.04"), capitalOf("0.375"));
    }

    @Test
    void refusesABusinessIndicatorOfNothing() {
        assertThrows(IllegalArgumentException.class, () -> capitalOf("0"));
    }

    private BigDecimal capitalOf(String indicator) {
        return approach.capital(new BigDecimal(indicator), STRIKES_TO_2001).capital();
    }

    private static LossWindow years(int count) {
        return new LossWindow(
                2001,
                IntStream.range(0, count)
                        .mapToObj(i -> year(2001 - i, "1000000"))
                        .toList());
    }

    private static AnnualLosses year(int year, String amount) {
        return new AnnualLosses(year, 1, new BigDecimal(amount));
    }
}
