package millwright.web.audit;

import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonObject;

/**
 * What only the resource knows of an action that goes on record: {@code @Inject AuditNote note}, one for each request.
 * None of it need be said.
 */
@RequestScoped
public class AuditNote {

    private final Said said = new Said();

    /** Of no request's scope: it can be read when the answer is given by another thread. */
    static final class Said {
        String actor;
        String target;
        String reason;
        Long affected;
        JsonObject filter;
        JsonObject before;
        JsonObject after;
    }

    /** Who it is, or says to be, where the request itself does not tell. */
    public void actor(String name) {
        said.actor = name;
    }

    /** What it was done to, where the path does not tell. */
    public void target(String path) {
        said.target = path;
    }

    public void reason(String text) {
        said.reason = text;
    }

    /** How many things it was done to; one where nothing is said. */
    public void affected(long count) {
        said.affected = count;
    }

    /** Which things it was done to, when they were not named one by one. */
    public void filter(JsonObject asked) {
        said.filter = asked;
    }

    /** Either may be null: what was not there, or is there no longer. Secrets are to be left out. */
    public void changed(JsonObject from, JsonObject to) {
        said.before = from;
        said.after = to;
    }

    Said said() {
        return said;
    }
}
