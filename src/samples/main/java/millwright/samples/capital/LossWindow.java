package millwright.samples.capital;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The ten years whose losses count. A year that is there with no loss over the threshold is a year of data; a year that
 * is not there is missing.
 */
final class LossWindow {

    static final int YEARS = 10;

    private final int lastYear;
    private final Map<Integer, AnnualLosses> data;

    /** @param data one entry per year of data, in any order; years outside the window do not count */
    LossWindow(int lastYear, List<AnnualLosses> data) {
        this.lastYear = lastYear;
        this.data = data.stream().collect(Collectors.toMap(AnnualLosses::year, Function.identity()));
    }

    static int firstYear(int lastYear) {
        return lastYear - YEARS + 1;
    }

    /** All ten, in order. */
    List<AnnualLosses> years() {
        return numbers()
                .mapToObj(year -> data.getOrDefault(year, AnnualLosses.none(year)))
                .toList();
    }

    List<Integer> missingYears() {
        return numbers().filter(year -> !data.containsKey(year)).boxed().toList();
    }

    int yearsOfData() {
        return YEARS - missingYears().size();
    }

    /** The average over the years of data; zero if there are none. */
    BigDecimal averageAnnualLosses() {
        if (yearsOfData() == 0) {
            return BigDecimal.ZERO;
        }
        BigDecimal total = years().stream().map(AnnualLosses::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        return total.divide(BigDecimal.valueOf(yearsOfData()), MathContext.DECIMAL128);
    }

    private IntStream numbers() {
        return IntStream.rangeClosed(firstYear(lastYear), lastYear);
    }
}
