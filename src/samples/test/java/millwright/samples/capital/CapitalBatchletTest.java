package millwright.samples.capital;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import millwright.batch.StepCounts;
import org.junit.jupiter.api.Test;

class CapitalBatchletTest {

    private final FixedAttempt attempt = new FixedAttempt();
    private CapitalBatchlet batchlet;

    /** Ten years of nothing: ILM = ln(e - 1) = 0.541325; 12% of 500,000,000 times it, as asked for in bucket 1. */
    @Test
    void leavesTheReportAsTheResult() {
        batchlet = batchlet(new QuietHistory());

        assertEquals("COMPLETED", batchlet.process());
        assertEquals(
                new BigDecimal("32479500.00"),
                attempt.result().getJsonNumber("capital").bigDecimalValue());
        assertEquals(7, attempt.result().getInt("items_read"));
    }

    @Test
    void leavesNoResultWhenStopped() {
        batchlet = batchlet(new QuietHistory() {
            @Override
            LossWindow tenYearsTo(int lastYear, UUID job, BigDecimal threshold) {
                batchlet.stop();
                return super.tenYearsTo(lastYear, job, threshold);
            }
        });

        assertEquals("STOPPED", batchlet.process());
        assertNull(attempt.result());
    }

    private CapitalBatchlet batchlet(LossHistory history) {
        StepCounts imported = new StepCounts(7, 0, 7, 0, 1, 0);
        return new CapitalBatchlet(
                "500000000", "2001", "0", "true", history, attempt, step -> step.equals("import") ? imported : null);
    }

    private static class QuietHistory extends LossHistory {
        @Override
        LossWindow tenYearsTo(int lastYear, UUID job, BigDecimal threshold) {
            int firstYear = LossWindow.firstYear(lastYear);
            List<AnnualLosses> years = IntStream.rangeClosed(firstYear, lastYear)
                    .mapToObj(AnnualLosses::none)
                    .toList();
            return new LossWindow(lastYear, years);
        }
    }
}
