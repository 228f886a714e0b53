package millwright.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Does what goes on record, each time with a reason, and looks at once for its entry. Not thread-safe. */
final class RecordedCalls {

    private final Api api;
    private final String name;
    private final Map<String, String> done = new TreeMap<>();
    private String target;

    /** @param api as a caller whom nobody else uses, and who may read the audit */
    RecordedCalls(Api api) {
        this.api = api;
        this.name = Api.json(api.get("/session").body()).getString("name");
    }

    /** What one call has left on record. */
    record Entry(JsonObject entry) {

        Entry changes(String member, String from, String to) {
            return was(member, from).is(member, to);
        }

        Entry was(String member, String value) {
            assertEquals(value, text(entry.getJsonObject("before"), member), entry::toString);
            return this;
        }

        Entry is(String member, String value) {
            assertEquals(value, text(after(), member), entry::toString);
            return this;
        }

        Entry has(String member) {
            assertTrue(after().containsKey(member), entry::toString);
            return this;
        }

        JsonObject after() {
            return entry.getJsonObject("after");
        }

        private static String text(JsonObject object, String member) {
            JsonValue value = object.get(member);
            return value instanceof JsonString string ? string.getString() : String.valueOf(value);
        }
    }

    /** By operation, what the entries called it. */
    Map<String, String> done() {
        return done;
    }

    Entry job(String action, String id, String members) {
        String more = members.isEmpty() ? "" : members + ",";
        return did("POST /jobs/{id}/" + action, "/jobs/" + id + "/" + action, "{" + more + "\"reason\":\"%s\"}");
    }

    Entry queue(String method, String action, String body) {
        return did(method + " /queues/{queue}/" + action, "/queues/audited/" + action, body);
    }

    Entry node(String node, String action) {
        return did("POST /nodes/{node}/" + action, "/nodes/" + node + "/" + action.replace("{queue}", "audited"), null);
    }

    /** The next call makes something new: its target begins with this. */
    RecordedCalls targeting(String path) {
        target = path;
        return this;
    }

    Entry did(String operation, String path, String body) {
        return did(operation, path, body, 1);
    }

    /** @param body null for none; with {@code %s} where it has room for a reason, which the query has else */
    Entry did(String operation, String path, String body, int affected) {
        String reason = "because of " + operation;
        boolean inBody = body != null && body.contains("%s");
        String query = inBody ? "" : "?reason=" + URLEncoder.encode(reason, StandardCharsets.UTF_8);
        HttpRequest.Builder request = api.request(path + query);
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        HttpResponse<String> answer = api.send(request.method(
                operation.split(" ", 2)[0],
                body == null
                        ? BodyPublishers.noBody()
                        : BodyPublishers.ofString(inBody ? body.formatted(reason) : body)));
        assertTrue(answer.statusCode() < 300, () -> operation + ": " + answer.statusCode() + " " + answer.body());
        return held(operation, path, reason, affected, answer.statusCode());
    }

    private Entry held(String operation, String path, String reason, int affected, int status) {
        JsonObject entry =
                Contract.items(api.get("/audit?limit=1&actor=" + name)).getJsonObject(0);
        assertEquals(name, entry.getString("actor"));
        assertEquals("ADMIN", entry.getString("role"), entry::toString);
        assertEquals("127.0.0.1", entry.getString("address"), entry::toString);
        assertEquals(reason, entry.getString("reason", null), entry::toString);
        assertEquals("" + affected, entry.getString("affected", null), entry::toString);
        assertEquals(status, entry.getInt("status"), entry::toString);
        assertTrue(entry.getString("target").startsWith(target == null ? path : target), entry::toString);
        target = null;
        done.put(operation, entry.getString("action"));
        return new Entry(entry);
    }
}
