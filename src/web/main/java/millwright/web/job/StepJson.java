package millwright.web.job;

import static millwright.web.json.JsonDocument.instant;
import static millwright.web.json.JsonDocument.integer;
import static millwright.web.json.JsonDocument.text;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import millwright.batch.SkippedItem;
import millwright.batch.StepCounts;
import millwright.batch.StepView;
import millwright.web.json.JsonDocument;

/** Writes what a batch job's steps have done and left out. */
final class StepJson {

    private StepJson() {}

    static JsonArray list(List<StepView> steps) {
        var array = JsonDocument.provider().createArrayBuilder();
        steps.forEach(step -> array.add(step(step)));
        return array.build();
    }

    private static JsonObject step(StepView step) {
        StepCounts counts = step.counts();
        return JsonDocument.provider()
                .createObjectBuilder()
                .add("name", step.name())
                .add("batch_status", step.batchStatus())
                .add("exit_status", text(step.exitStatus()))
                .add("fraction", step.fraction() == null ? JsonValue.NULL : Fraction.json(step.fraction()))
                .add("read_count", integer(counts.read()))
                .add("write_count", integer(counts.written()))
                .add("filter_count", integer(counts.filtered()))
                .add("skip_count", integer(counts.skipped()))
                .add("commit_count", integer(counts.commits()))
                .add("rollback_count", integer(counts.rollbacks()))
                .add("started_at", instant(step.startedAt()))
                .add("ended_at", instant(step.endedAt()))
                .build();
    }

    /** The document of {@code /skipped-items}. */
    static JsonObject skipped(List<SkippedItem> items) {
        var array = JsonDocument.provider().createArrayBuilder();
        for (SkippedItem item : items) {
            array.add(JsonDocument.provider()
                    .createObjectBuilder()
                    .add("step", text(item.step()))
                    .add("position", integer(item.position()))
                    .add("phase", item.phase().name())
                    .add("kind", item.kind().name())
                    .add("partition", item.partition() == null ? JsonValue.NULL : integer(item.partition()))
                    .add("reason", text(item.reason()))
                    .add("item", text(item.item())));
        }
        return JsonDocument.provider().createObjectBuilder().add("items", array).build();
    }
}
