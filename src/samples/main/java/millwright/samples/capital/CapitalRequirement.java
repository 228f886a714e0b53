package millwright.samples.capital;

import java.math.BigDecimal;

/**
 * What the standardised approach comes to.
 *
 * @param bucket 1 to 3, by the size of the business indicator
 * @param businessIndicatorComponent BIC, to cents
 * @param lossComponent LC, to cents
 * @param internalLossMultiplier ILM, to six decimals
 * @param capital BIC times ILM, to cents
 * @param lossesUsed whether the multiplier comes from the losses, or is 1 by rule
 */
record CapitalRequirement(
        int bucket,
        BigDecimal businessIndicatorComponent,
        BigDecimal lossComponent,
        BigDecimal internalLossMultiplier,
        BigDecimal capital,
        boolean lossesUsed) {}
