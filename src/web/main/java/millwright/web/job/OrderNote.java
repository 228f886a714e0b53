package millwright.web.job;

import static millwright.web.json.JsonDocument.instant;
import static millwright.web.json.JsonDocument.text;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import millwright.job.Job;
import millwright.web.audit.AuditNote;
import millwright.web.json.JsonDocument;

/** Says for the record what somebody does to one job: how it was, why, and how it, or the job in its place, is then. */
@RequestScoped
public class OrderNote {

    @Inject
    AuditNote note;

    private JsonObject before;
    private boolean edited;

    void before(Job job, OrderRequest request) {
        edited = request.parameters().isPresent();
        before = state(job);
        request.reason().ifPresent(note::reason);
        note.changed(before, null);
    }

    void after(Job job) {
        note.changed(before, state(job));
    }

    // a job's parameters have their secrets masked; they count only where somebody has edited them
    private JsonObject state(Job job) {
        JsonObjectBuilder state = JsonDocument.provider()
                .createObjectBuilder()
                .add("job", text(job.id()))
                .add("state", job.state().name())
                .add("control", text(job.control()))
                .add("priority", job.priority().name())
                .add("round", job.round())
                .add("run_at", instant(job.terms().runAt()));
        return edited ? state.add("parameters", job.parameters()).build() : state.build();
    }
}
