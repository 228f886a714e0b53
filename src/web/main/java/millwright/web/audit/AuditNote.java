package millwright.web.audit;

import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonObject;

/**
 * What only the resource knows of an action that goes on record: {@code @Inject AuditNote note}, one for each request.
 * None of it need be said.
 */
@RequestScoped
public class AuditNote {

    private String actor;
    private String target;
    private String reason;
    private Long affected;
    private JsonObject filter;
    private JsonObject before;
    private JsonObject after;

    /** Who it is, or says to be, where the request itself does not tell. */
    public void actor(String name) {
        this.actor = name;
    }

    /** What it was done to, where the path does not tell. */
    public void target(String path) {
        this.target = path;
    }

    public void reason(String text) {
        this.reason = text;
    }

    /** How many things it was done to; one where nothing is said. */
    public void affected(long count) {
        this.affected = count;
    }

    /** Which things it was done to, when they were not named one by one. */
    public void filter(JsonObject asked) {
        this.filter = asked;
    }

    /** Either may be null: what was not there, or is there no longer. Secrets are to be left out. */
    public void changed(JsonObject from, JsonObject to) {
        this.before = from;
        this.after = to;
    }

    String actor() {
        return actor;
    }

    String target() {
        return target;
    }

    String reason() {
        return reason;
    }

    Long affected() {
        return affected;
    }

    JsonObject filter() {
        return filter;
    }

    JsonObject before() {
        return before;
    }

    JsonObject after() {
        return after;
    }
}
