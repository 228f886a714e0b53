package millwright.samples.capital;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class LossWindowTest {

    @Test
    void showsAllTenYearsAndNamesThoseWithoutData() {
        LossWindow window = new LossWindow(2004, List.of(losses(2001, "30"), losses(1998, "10"), losses(2002, "20")));

        assertEquals(3, window.yearsOfData());
        assertEquals(List.of(1995, 1996, 1997, 1999, 2000, 2003, 2004), window.missingYears());
        assertEquals(
                List.of(1995, 1996, 1997, 1998, 1999, 2000, 2001, 2002, 2003, 2004),
                window.years().stream().map(AnnualLosses::year).toList());
        assertEquals(0, new BigDecimal("20").compareTo(window.averageAnnualLosses()));
    }

    @Test
    void countsAYearWithNothingOverTheThresholdAsAYearOfData() {
        LossWindow window = new LossWindow(2001, List.of(AnnualLosses.none(2000), losses(2001, "10")));

        assertEquals(2, window.yearsOfData());
        assertEquals(0, new BigDecimal("5").compareTo(window.averageAnnualLosses()));
    }

    @Test
    void leavesOutYearsOutsideTheWindow() {
        LossWindow window =
                new LossWindow(2001, List.of(losses(1991, "1000"), losses(1992, "10"), losses(2002, "1000")));

        assertEquals(1, window.yearsOfData());
        assertEquals(0, BigDecimal.TEN.compareTo(window.averageAnnualLosses()));
    }

    @Test
    void averagesNothingToZero() {
        assertEquals(BigDecimal.ZERO, new LossWindow(2001, List.of()).averageAnnualLosses());
    }

    private static AnnualLosses losses(int year, String amount) {
        return new AnnualLosses(year, 1, new BigDecimal(amount));
    }
}
