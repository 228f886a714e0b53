package millwright.samples.capital;

import java.math.BigDecimal;

/** The losses of one year, from the threshold up: how many, and their sum. */
record AnnualLosses(int year, long count, BigDecimal amount) {

    static AnnualLosses none(int year) {
        return new AnnualLosses(year, 0, BigDecimal.ZERO);
    }
}
