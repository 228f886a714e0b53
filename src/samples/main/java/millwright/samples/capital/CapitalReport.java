package millwright.samples.capital;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import millwright.batch.StepCounts;

/**
 * The job's result as JSON: what was asked, what came out, what it rests on, and what a reader should beware of (O4).
 */
record CapitalReport(
        BigDecimal businessIndicator,
        BigDecimal lossThreshold,
        int year,
        LossWindow losses,
        CapitalRequirement requirement,
        StepCounts imported) {

    JsonObject toJson() {
        return Json.createObjectBuilder()
                .add("year", year)
                .add("business_indicator", businessIndicator)
                .add("loss_threshold", lossThreshold)
                .add("bucket", requirement.bucket())
                .add("bic", requirement.businessIndicatorComponent())
                .add("lc", requirement.lossComponent())
                .add("ilm", requirement.internalLossMultiplier())
                .add("capital", requirement.capital())
                .add("years_of_data", losses.yearsOfData())
                .add("losses_per_year", lossesPerYear())
                .add("items_read", imported.read())
                .add("items_written", imported.written())
                .add("items_filtered", imported.filtered())
                .add("items_skipped", imported.skipped())
                .add("warnings", Json.createArrayBuilder(warnings()))
                .build();
    }

    private JsonArray lossesPerYear() {
        JsonArrayBuilder years = Json.createArrayBuilder();
        for (AnnualLosses losses : losses.years()) {
            years.add(Json.createObjectBuilder()
                    .add("year", losses.year())
                    .add("count", losses.count())
                    .add("amount", losses.amount().setScale(2, RoundingMode.UNNECESSARY)));
        }
        return years.build();
    }

    private List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (losses.yearsOfData() < LossWindow.YEARS) {
            warnings.add("fewer than ten years of data: no losses in " + years(losses.missingYears()) + "; "
                    + consequence());
        }
        if (imported.skipped() > 0) {
            warnings.add(imported.skipped() + " records were skipped as invalid: their losses are not counted");
        }
        return warnings;
    }

    /** OPE25: at least five years may stand for ten; with fewer, capital rests on the business indicator alone. */
    private String consequence() {
        return losses.yearsOfData() < StandardisedApproach.FEWEST_YEARS
                ? "with fewer than five the internal loss multiplier is 1"
                : "losses are averaged over " + losses.yearsOfData() + " years";
    }

    private static String years(List<Integer> years) {
        return years.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
