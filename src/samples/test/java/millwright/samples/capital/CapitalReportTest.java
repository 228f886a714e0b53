package millwright.samples.capital;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.util.stream.IntStream;
import millwright.batch.StepCounts;
import org.junit.jupiter.api.Test;

class CapitalReportTest {

    /**
     * LC = 15 * 1,000,000, LC / BIC = 15 / 195; ILM = 0.613435310... by Python's decimal, as for StandardisedApproach.
     */
    @Test
    void saysWhatWasAskedWhatCameOutAndWhatItRestsOn() {
        JsonObject report = report(10, 0);

        assertEquals(
                """
                {"year":2001,"business_indicator":1500000000,"loss_threshold":0,"bucket":2,\
                "bic":195000000.00,"lc":15000000.00,"ilm":0.613435,"capital":119619825.00,"years_of_data":10,\
                "losses_per_year":[""",
                report.toString().substring(0, report.toString().indexOf('[') + 1));
        assertEquals(
                "{\"year\":1992,\"count\":2,\"amount\":1000000.00}",
                report.getJsonArray("losses_per_year").get(0).toString());
        assertEquals(10, report.getJsonArray("losses_per_year").size());
        assertEquals(100, report.getInt("items_read"));
        assertEquals(20, report.getInt("items_written"));
        assertEquals(80, report.getInt("items_filtered"));
        assertEquals(0, report.getInt("items_skipped"));
        assertTrue(report.getJsonArray("warnings").isEmpty());
    }

    @Test
    void warnsOfFewerThanTenYears() { // O4
        assertEquals(
                "[\"fewer than ten years of data: no losses in 1992, 1993, 1994; losses are averaged over 7 years\"]",
                report(7, 0).getJsonArray("warnings").toString());
    }

    @Test
    void warnsThatFewerThanFiveYearsDoNotCount() { // O4
        JsonObject report = report(4, 0);

        assertEquals(
                "[\"fewer than ten years of data: no losses in 1992, 1993, 1994, 1995, 1996, 1997; "
                        + "with fewer than five the internal loss multiplier is 1\"]",
                report.getJsonArray("warnings").toString());
        assertEquals("1.000000", report.getJsonNumber("ilm").toString());
    }

    @Test
    void warnsOfSkippedRecords() { // O4
        assertEquals(
                "[\"3 records were skipped as invalid: their losses are not counted\"]",
                report(10, 3).getJsonArray("warnings").toString());
    }

    private static JsonObject report(int years, long skipped) {
        BigDecimal indicator = new BigDecimal("1500000000");
        LossWindow losses = new LossWindow(
                2001,
                IntStream.range(0, years)
                        .mapToObj(i -> new AnnualLosses(2001 - i, 2, new BigDecimal("1000000")))
                        .toList());
        return new CapitalReport(
                        indicator,
                        BigDecimal.ZERO,
                        2001,
                        losses,
                        new StandardisedApproach(false).capital(indicator, losses),
                        new StepCounts(100, 20, 80, skipped, 1, 0))
                .toJson();
    }
}
