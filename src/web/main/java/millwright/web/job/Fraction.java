package millwright.web.job;

import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import millwright.web.json.JsonDocument;

/** A part of one as a JSON number of four decimals at the most: finer than any bar, and free of binary's long tails. */
final class Fraction {

    private static final int DECIMALS = 4;

    private Fraction() {}

    /** Cut and not rounded: 1 is said of what is over, and of nothing else. */
    static JsonValue json(double fraction) {
        BigDecimal cut = BigDecimal.valueOf(fraction).setScale(DECIMALS, RoundingMode.DOWN);
        return JsonDocument.provider()
                .createValue(
                        cut.signum() == 0
                                ? BigDecimal.ZERO
                                : new BigDecimal(cut.stripTrailingZeros().toPlainString()));
    }
}
