package millwright.web.job;

import static millwright.web.json.JsonDocument.instant;
import static millwright.web.json.JsonDocument.integer;
import static millwright.web.json.JsonDocument.text;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.function.Function;
import millwright.batch.PartitionView;
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

    /** With the time that is left and their partitions. */
    static JsonArray detailed(List<StepView> steps, Function<StepView, List<PartitionView>> partitions) {
        var array = JsonDocument.provider().createArrayBuilder();
        for (StepView step : steps) {
            var inner = JsonDocument.provider().createArrayBuilder();
            partitions.apply(step).forEach(partition -> inner.add(partition(partition)));
            array.add(JsonDocument.provider()
                    .createObjectBuilder(step(step))
                    .add("time_left", text((Object) step.timeLeft()))
                    .add("partitions", inner));
        }
        return array.build();
    }

    private static JsonObject step(StepView step) {
        return JsonDocument.provider()
                .createObjectBuilder()
                .add("name", step.name())
                .add("batch_status", step.batchStatus())
                .add("exit_status", text(step.exitStatus()))
                .add("fraction", fraction(step.fraction()))
                .addAll(counts(step.counts()))
                .add("started_at", instant(step.startedAt()))
                .add("ended_at", instant(step.endedAt()))
                .build();
    }

    private static JsonObject partition(PartitionView partition) {
        return JsonDocument.provider()
                .createObjectBuilder()
                .add("number", partition.number())
                .add("batch_status", partition.batchStatus())
                .add("exit_status", text(partition.exitStatus()))
                .add("error", text(partition.error()))
                .add("fraction", fraction(partition.fraction()))
                .addAll(counts(partition.counts()))
                .add("started_at", instant(partition.startedAt()))
                .add("ended_at", instant(partition.endedAt()))
                .build();
    }

    private static JsonValue fraction(Double fraction) {
        return fraction == null ? JsonValue.NULL : Fraction.json(fraction);
    }

    private static JsonObjectBuilder counts(StepCounts counts) {
        return JsonDocument.provider()
                .createObjectBuilder()
                .add("read_count", integer(counts.read()))
                .add("write_count", integer(counts.written()))
                .add("filter_count", integer(counts.filtered()))
                .add("skip_count", integer(counts.skipped()))
                .add("commit_count", integer(counts.commits()))
                .add("rollback_count", integer(counts.rollbacks()));
    }

    /**
     * The document of {@code /skipped-items}.
     *
     * @param next the token of the next page, or null
     */
    static JsonObject skipped(List<SkippedItem> items, String next) {
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
        return JsonDocument.provider()
                .createObjectBuilder()
                .add("items", array)
                .add("next_page_token", text(next))
                .build();
    }
}
