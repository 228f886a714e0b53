/**
 * The job {@code operational-risk-capital}: imports a file of losses in chunks and turns them into the operational risk
 * capital they call for, by the Basel III standardised approach (OPE25).
 *
 * <p>Promises:
 *
 * <ul>
 *   <li>O1 A loss is one line of the imported file: each is kept once, whatever is restarted, and two equal lines are
 *       two losses.
 *   <li>O2 A record that cannot be understood is skipped with its line, the column, the value and what was expected, up
 *       to {@code skip_limit} of them; none is guessed at.
 *   <li>O3 Money is never binary floating point; the multiplier is rounded once, to six decimals, half to even, the
 *       capital once, to cents.
 *   <li>O4 Fewer than ten years of data, and records skipped, are said in the result's {@code warnings}.
 * </ul>
 *
 * <p>The parts, in the order they work: {@code LossFileReader}, {@code LossProcessor}, {@code LossEventWriter};
 * {@code CapitalBatchlet} with {@code LossHistory}, {@code LossWindow}, {@code StandardisedApproach} and
 * {@code CapitalReport}.
 *
 * <p>It deliberately does not convert currencies, compute the business indicator or net recoveries. A year in which no
 * report cost anything leaves no loss behind and counts as a year without data. The parameter {@code file} reads any
 * CSV file the server's user may read: let only those submit this job who may see such files.
 */
package millwright.samples.capital;
