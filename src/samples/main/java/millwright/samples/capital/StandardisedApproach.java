package millwright.samples.capital;

import ch.obermuhlner.math.big.BigDecimalMath;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Operational risk capital by the Basel III standardised approach (Basel Framework, OPE25): the business indicator
 * component, scaled by what the bank's own losses say.
 *
 * <p>Calculates with 34 digits, rounds half to even, and only what leaves it: the multiplier to six decimals, sums of
 * money to cents. The capital is the component times the multiplier <em>as rounded</em>, so that a reader can check it
 * by hand.
 */
final class StandardisedApproach {

    static final int FEWEST_YEARS = 5;

    private static final MathContext DIGITS = MathContext.DECIMAL128;
    private static final int CENTS = 2;
    private static final int MULTIPLIER_DECIMALS = 6;

    private static final BigDecimal BUCKET_1_UP_TO = new BigDecimal("1000000000");
    private static final BigDecimal BUCKET_2_UP_TO = new BigDecimal("30000000000");
    private static final BigDecimal BUCKET_1_COEFFICIENT = new BigDecimal("0.12");
    private static final BigDecimal BUCKET_2_COEFFICIENT = new BigDecimal("0.15");
    private static final BigDecimal BUCKET_3_COEFFICIENT = new BigDecimal("0.18");

    private static final BigDecimal LOSS_FACTOR = new BigDecimal("15");
    private static final BigDecimal LOSS_EXPONENT = new BigDecimal("0.8");

    private final boolean useLossesInBucket1;

    /**
     * @param useLossesInBucket1 whether the supervisor lets losses count for a bank of bucket 1, which OPE25 leaves
     * open
     */
    StandardisedApproach(boolean useLossesInBucket1) {
        this.useLossesInBucket1 = useLossesInBucket1;
    }

    /** @param businessIndicator more than 0 */
    CapitalRequirement capital(BigDecimal businessIndicator, LossWindow losses) {
        if (businessIndicator.signum() <= 0) {
            throw new IllegalArgumentException("business indicator " + businessIndicator + ", expected more than 0");
        }
        int bucket = bucket(businessIndicator);
        BigDecimal bic = businessIndicatorComponent(businessIndicator);
        BigDecimal lc = LOSS_FACTOR.multiply(losses.averageAnnualLosses());
        boolean lossesUsed = losses.yearsOfData() >= FEWEST_YEARS && (bucket > 1 || useLossesInBucket1);
        BigDecimal ilm = toMultiplier(lossesUsed ? internalLossMultiplier(lc, bic) : BigDecimal.ONE);
        return new CapitalRequirement(bucket, toCents(bic), toCents(lc), ilm, toCents(bic.multiply(ilm)), lossesUsed);
    }

    static int bucket(BigDecimal businessIndicator) {
        if (businessIndicator.compareTo(BUCKET_1_UP_TO) <= 0) {
            return 1;
        }
        return businessIndicator.compareTo(BUCKET_2_UP_TO) <= 0 ? 2 : 3;
    }

    /** The coefficients are marginal: each applies to the part of the indicator that lies in its bucket (OPE25.7). */
    static BigDecimal businessIndicatorComponent(BigDecimal businessIndicator) {
        BigDecimal inBucket1 = businessIndicator.min(BUCKET_1_UP_TO);
        BigDecimal inBucket2 = businessIndicator.min(BUCKET_2_UP_TO).subtract(inBucket1);
        BigDecimal inBucket3 = businessIndicator.subtract(inBucket1).subtract(inBucket2);
        return inBucket1
                .multiply(BUCKET_1_COEFFICIENT)
                .add(inBucket2.multiply(BUCKET_2_COEFFICIENT))
                .add(inBucket3.multiply(BUCKET_3_COEFFICIENT));
    }

    /** ln(e - 1 + (LC / BIC)^0.8): 1 when both components are equal, 0.541325 without losses. Not rounded. */
    static BigDecimal internalLossMultiplier(BigDecimal lossComponent, BigDecimal businessIndicatorComponent) {
        BigDecimal ratio = lossComponent.divide(businessIndicatorComponent, DIGITS);
        BigDecimal power = ratio.signum() == 0 ? BigDecimal.ZERO : BigDecimalMath.pow(ratio, LOSS_EXPONENT, DIGITS);
        BigDecimal e = BigDecimalMath.e(DIGITS);
        return BigDecimalMath.log(e.subtract(BigDecimal.ONE).add(power), DIGITS);
    }

    private static BigDecimal toMultiplier(BigDecimal value) {
        return value.setScale(MULTIPLIER_DECIMALS, RoundingMode.HALF_EVEN);
    }

    private static BigDecimal toCents(BigDecimal value) {
        return value.setScale(CENTS, RoundingMode.HALF_EVEN);
    }
}
