package millwright.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every operation that goes on record, done once: who, what, to how many, why, and what it was before and after. */
@ExtendWith(OperateServer.Shared.class)
class AuditIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String NAME = "operational-risk-capital";

    private final OperateServer server;
    private final Api api;
    private final RecordedCalls calls;

    AuditIT(OperateServer server) {
        this.server = server;
        this.api = server.api();
        this.calls = new RecordedCalls(server.as("auditor-" + System.nanoTime(), "ADMIN"));
    }

    @Test
    void everyOperationThatChangesSomethingIsOnRecord() throws Exception { // W70, W74
        steersJobs();
        resolvesDeadLetters();
        actsOnMany();
        runsQueuesAndNodes();
        keepsDefinitionsAndSchedules();
        saysWhoMayDoWhat();
        bringsAJobXml();
        cleansUp();
        assertEquals(lines(table()), lines(calls.done()), "audited.md, beside what this test has done");
        assertEquals(0, number("SELECT count(*) FROM millwright.audit_intent"), "no note is left behind");
    }

    private void steersJobs() {
        String later = waiting();
        calls.job("reprioritise", later, "\"priority\":\"HIGH\"").changes("priority", "LOW", "HIGH");
        calls.job("stop", later, "").changes("state", "SCHEDULED", "STOPPED");
        calls.job("restart", later, "").was("state", "STOPPED").has("state");
        assertEquals("COMPLETED", api.awaitOver(later, SOON).getString("state"));
        calls.job("retry", later, "").was("state", "COMPLETED").has("job");
        String soon = waiting();
        calls.job("run-now", soon, "").was("state", "SCHEDULED").has("state");
        calls.job("cancel", waiting(), "").changes("state", "SCHEDULED", "CANCELLED");
        calls.did("DELETE /jobs/{id}", "/jobs/" + waiting(), null).changes("state", "SCHEDULED", "CANCELLED");
    }

    private void resolvesDeadLetters() {
        String redriven = failed();
        JsonObject anew = calls.job("redrive", redriven, "\"parameters\":{\"year\":2001}")
                .was("state", "FAILED")
                .after();
        assertFalse(anew.getString("job").equals(redriven), anew::toString);
        assertEquals(2001, anew.getJsonObject("parameters").getInt("year"), anew::toString);
        calls.job("discard", failed(), "").was("state", "FAILED");
        failed();
        failed();
        JsonObject group = Contract.items(api.get("/dead-letters/groups?definition=" + NAME))
                .getJsonObject(0);
        int count = Integer.parseInt(group.getString("count"));
        JsonObject entry = calls.did(
                        "POST /dead-letters/groups/{group}/actions",
                        "/dead-letters/groups/" + group.getString("key") + "/actions",
                        "{\"action\":\"discard\",\"reason\":\"%s\"}",
                        count)
                .changes("count", "" + count, "0")
                .entry();
        assertEquals("discard", entry.getJsonObject("filter").getString("action"), entry::toString);
        assertEquals(NAME, entry.getJsonObject("before").getString("definition"), entry::toString);
    }

    private void actsOnMany() {
        String one = waiting();
        String other = waiting();
        JsonObject entry = calls.did(
                        "POST /jobs/actions",
                        "/jobs/actions",
                        "{\"action\":\"cancel\",\"ids\":[\"" + one + "\",\"" + other
                                + "\",\"01890a5d-ac96-774b-bcce-b302099a8057\"],\"reason\":\"%s\"}",
                        2)
                .entry();
        assertEquals(3, entry.getJsonObject("filter").getJsonArray("ids").size(), entry::toString);
        assertEquals(1, entry.getJsonObject("after").getInt("refused"), entry::toString);
    }

    private void runsQueuesAndNodes() {
        calls.queue("POST", "pause", "{\"reason\":\"%s\"}").is("paused", "true");
        calls.queue("POST", "resume", null).changes("paused", "true", "false");
        calls.queue("PUT", "limits", "{\"weight\":7}").changes("weight", "1", "7");
        String node = Contract.items(api.get("/nodes")).getJsonObject(0).getString("incarnation");
        calls.node(node, "drain").was("drain", "null");
        calls.node(node, "resume").is("drain", "null");
        calls.node(node, "queues/{queue}/stop").changes("stopped_queues", "[]", "[\"audited\"]");
        calls.node(node, "queues/{queue}/start").changes("stopped_queues", "[\"audited\"]", "[]");
    }

    private void keepsDefinitionsAndSchedules() {
        String definition = "/definitions/audited";
        calls.did("PUT /definitions/{name}", definition, "{\"title\":\"One\"}").is("title", "One");
        calls.did("PUT /definitions/{name}", definition, "{\"title\":\"Two\"}").changes("title", "One", "Two");
        calls.did("DELETE /definitions/{name}", definition, null).was("title", "Two");
        calls.targeting("/schedules/audited")
                .did(
                        "POST /schedules",
                        "/schedules",
                        "{\"name\":\"audited\",\"cron\":\"@yearly\",\"definition\":\"" + NAME + "\"}")
                .is("cron", "@yearly");
        calls.did("DELETE /schedules/{name}", "/schedules/audited", null).was("cron", "@yearly");
    }

    private void saysWhoMayDoWhat() {
        String expires = "\"expires_at\":\"" + Instant.now().plusSeconds(3_600) + "\"";
        JsonObject made = calls.targeting("/tokens/")
                .did("POST /tokens", "/tokens", "{\"name\":\"audited\",\"role\":\"VIEWER\"," + expires + "}")
                .is("role", "VIEWER")
                .after();
        calls.did("DELETE /tokens/{id}", "/tokens/" + made.getString("id"), null)
                .was("revoked_at", "null");
        calls.targeting("/users/audited-user")
                .did(
                        "POST /users",
                        "/users",
                        "{\"name\":\"audited-user\",\"role\":\"VIEWER\",\"password\":\"a long passphrase\"}")
                .is("role", "VIEWER");
        calls.did("PATCH /users/{name}", "/users/audited-user", "{\"role\":\"OPERATOR\"}")
                .changes("role", "VIEWER", "OPERATOR");
    }

    private void bringsAJobXml() {
        JsonObject after = calls.targeting("/jobs/")
                .did("POST /jobs/inline", "/jobs/inline", InlineJob.request(InlineJob.XML, ",\"mode\":\"sync\""))
                .after();
        assertTrue(after.getString("job_xml").matches("[0-9a-f]{64}"), after::toString);
    }

    private void cleansUp() {
        calls.did("POST /statistics/recount", "/statistics/recount", null);
        String all = "{\"older_than\":\"P300D\",\"states\":[\"CANCELLED\"],\"dry_run\":%s,\"reason\":\"%%s\"}";
        JsonObject entry = calls.did("POST /cleanup", "/cleanup", all.formatted("true"), 0)
                .is("jobs", "0")
                .entry();
        assertEquals(
                "[\"CANCELLED\"]", entry.getJsonObject("filter").get("states").toString());
        calls.did("POST /cleanup", "/cleanup", all.formatted("false"), 0).is("complete", "true");
    }

    @Test
    void whatCannotBeNotedIsNotDone() throws Exception { // W73
        sql("ALTER TABLE millwright.audit_intent RENAME TO hidden");
        try {
            HttpResponse<String> refused = api.post("/queues/unnoted/pause", "{\"reason\":\"x\"}");
            assertEquals(500, refused.statusCode(), refused::body);
        } finally {
            sql("ALTER TABLE millwright.hidden RENAME TO audit_intent");
        }
        assertEquals(404, api.get("/queues/unnoted").statusCode());
        assertEquals(422, api.post("/queues/unnoted/pause", "{}").statusCode());
        assertEquals(0, number("SELECT count(*) FROM millwright.audit_intent"), "a refusal leaves no note");
    }

    @Test
    void anActionInTheMidstOfWhichTheServerDiedIsShownWithoutAStatus() throws Exception { // AU4
        sql("INSERT INTO millwright.audit_entry (actor, action, target) VALUES ('ghost', 'queues.pause', '/queues/x')");
        JsonObject entry = Contract.items(api.get("/audit?actor=ghost")).getJsonObject(0);
        assertEquals(JsonValue.NULL, entry.get("status"), entry::toString);
        assertTrue(api.get("/audit/export?actor=ghost&format=csv").body().contains("queues.pause"));
    }

    @Test
    void aReasonHasALength() {
        assertEquals(
                400, api.delete("/schedules/none?reason=" + "x".repeat(1_001)).statusCode());
        assertEquals(
                404, api.delete("/schedules/none?reason=" + "x".repeat(1_000)).statusCode());
    }

    /** By operation, what it is called on record: signing in is AccessIT's. */
    private static Map<String, String> table() throws IOException {
        return Files.readAllLines(Path.of(System.getProperty("millwright.audited"))).stream()
                .filter(line -> line.matches("\\| [A-Z]+ /.*") && !line.contains(" /session"))
                .map(line -> line.substring(2, line.length() - 2).split(" \\| ", -1))
                .collect(Collectors.toMap(row -> row[0], row -> row[1], (a, b) -> a, TreeMap::new));
    }

    private static String lines(Map<String, String> rows) {
        return rows.entrySet().stream().map(Object::toString).collect(Collectors.joining("\n"));
    }

    private String waiting() {
        return id(api.post("/jobs", "{\"definition\":\"" + NAME + "\",\"delay\":\"PT1H\",\"priority\":\"LOW\"}"));
    }

    private String failed() {
        String id = id(api.post(
                "/jobs",
                "{\"definition\":\"" + NAME
                        + "\",\"parameters\":{\"file\":\"/nowhere.csv\"},\"retry\":{\"max_attempts\":1}}"));
        assertEquals("FAILED", api.awaitOver(id, SOON).getString("state"));
        return id;
    }

    private static String id(HttpResponse<String> submitted) {
        assertEquals(201, submitted.statusCode(), submitted::body);
        return Api.json(submitted.body()).getString("id");
    }

    private void sql(String statement) throws SQLException, IOException {
        try (Connection connection = server.connect();
                Statement session = connection.createStatement()) {
            session.execute(statement);
        }
    }

    private int number(String query) throws SQLException, IOException {
        try (Connection connection = server.connect();
                Statement session = connection.createStatement();
                ResultSet row = session.executeQuery(query)) {
            row.next();
            return row.getInt(1);
        }
    }
}
