package millwright.web.job;

import static millwright.web.json.JsonDocument.text;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import millwright.job.Violation;
import millwright.web.json.JsonDocument;

/** Writes what became of each of many. */
final class ManyJson {

    private ManyJson() {}

    /**
     * What became of a request within a bulk.
     *
     * @param id the new job's, or of the one that has the unique key; null when it was refused
     */
    record Submitted(UUID id, boolean created, List<Violation> errors) {

        static Submitted refused(List<Violation> errors) {
            return new Submitted(null, false, errors);
        }
    }

    static JsonObject submitted(List<Submitted> all) {
        var items = JsonDocument.provider().createArrayBuilder();
        for (Submitted one : all) {
            items.add(JsonDocument.provider()
                    .createObjectBuilder()
                    .add("id", text((Object) one.id()))
                    .add("created", one.created())
                    .add("errors", errors(one.errors())));
        }
        int refused = (int) all.stream().filter(one -> one.id() == null).count();
        return JsonDocument.provider()
                .createObjectBuilder()
                .add("items", items)
                .add("accepted", all.size() - refused)
                .add("refused", refused)
                .build();
    }

    private static JsonArrayBuilder errors(List<Violation> violations) {
        var errors = JsonDocument.provider().createArrayBuilder();
        violations.forEach(violation -> errors.add(JsonDocument.provider()
                .createObjectBuilder()
                .add("pointer", violation.pointer())
                .add("detail", violation.detail())));
        return errors;
    }

    static JsonObject acted(List<JobActions.Answer> all) {
        var items = JsonDocument.provider().createArrayBuilder();
        for (JobActions.Answer one : all) {
            items.add(JsonDocument.provider()
                    .createObjectBuilder()
                    .add("id", text((Object) one.id()))
                    .add("done", one.done())
                    .add("job", text((Object) one.job().orElse(null)))
                    .add("dependents", one.dependents())
                    .add("problem", text(one.problem().orElse(null))));
        }
        int done = (int) all.stream().filter(JobActions.Answer::done).count();
        return JsonDocument.provider()
                .createObjectBuilder()
                .add("items", items)
                .add("done", done)
                .add("refused", all.size() - done)
                .build();
    }

    /** Which jobs an action was asked for, and what more was said of it. */
    static JsonObject asked(ActionRequest request) {
        var ids = JsonDocument.provider().createArrayBuilder();
        request.ids().forEach(id -> ids.add(id.toString()));
        return JsonDocument.provider()
                .createObjectBuilder()
                .add("action", request.action().name().toLowerCase(Locale.ROOT))
                .add("ids", ids)
                .add("cascade", request.cascade())
                .add("priority", text((Object) request.priority().orElse(null)))
                .build();
    }

    /** How many of them it was done to, without their names. */
    static JsonObject counts(JsonObject acted) {
        return JsonDocument.provider()
                .createObjectBuilder()
                .add("done", acted.get("done"))
                .add("refused", acted.get("refused"))
                .build();
    }
}
