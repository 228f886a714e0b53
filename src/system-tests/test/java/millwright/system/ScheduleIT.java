package millwright.system;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Schedules of the packaged server: made over REST, ticked by its timer, and made up for when it was down. */
class ScheduleIT {

    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @Test
    void firesWhenDueAndOnceLateWhenTheServerWasDown() throws SQLException, IOException {
        try (ExternalPostgres postgres = new ExternalPostgres();
                Connection database = DriverManager.getConnection(postgres.jdbcUrl())) {
            try (Millwright server = start(postgres)) {
                Api api = api(server);
                createsWhatTheReadmeShows(api);
                refusesBadRules(api);
                firesWhenDue(api, database);
                server.signal("TERM");
                assertEquals(0, server.exitCode(), server::output);
            }
            Instant due = missedWhileDown(database);
            try (Millwright again = start(postgres)) {
                firesOnceLate(api(again), due);
                showsAndDeletes(api(again));
            }
        }
    }

    private int port;

    private Millwright start(ExternalPostgres postgres) {
        port = Millwright.freePort();
        return Millwright.run(
                folder,
                Map.of("DATABASE_URL", postgres.url()),
                "serve",
                "--port",
                "" + port,
                "--data",
                "" + folder.resolve("data"));
    }

    private Api api(Millwright server) {
        return new Api(port, folder.resolve("data")).awaitReady(server);
    }

    /** The README's own request. */
    private static void createsWhatTheReadmeShows(Api api) {
        Matcher shown = Pattern.compile("-d '(\\{\"name\".*?\\})' localhost:8080/api/v1/schedules", Pattern.DOTALL)
                .matcher(String.join("\n", Readme.lines()));
        assertTrue(shown.find(), "the README creates no schedule");
        HttpResponse<String> response = api.post("/schedules", shown.group(1));
        assertEquals(201, response.statusCode(), response::body);
        JsonObject created = Api.json(response.body());
        String path = "/schedules/" + created.getString("name");
        assertTrue(response.headers().firstValue("Location").orElse("").endsWith("/api/v1" + path));
        assertEquals(created, Api.json(api.get(path).body()));
        assertEquals(5, created.getJsonArray("next_fire_times").size());
        assertEquals(
                created.getString("next_fire_at"),
                created.getJsonArray("next_fire_times").getString(0));
        assertTrue(Instant.parse(created.getString("next_fire_at"))
                .isAfter(Instant.parse(created.getString("created_at"))));
        assertEquals("admin", created.getString("submitter"));

        HttpResponse<String> taken = api.post("/schedules", shown.group(1));
        assertEquals(409, taken.statusCode(), taken::body);
        assertEquals("/problems/schedule-exists", Api.json(taken.body()).getString("type"));
    }

    private static void refusesBadRules(Api api) {
        Map<String, String> details = Map.of(
                "61 * * * *", "field 1 (minute) is '61': 61 is outside 0 to 59; expected 0 to 59,",
                "* * * MNO *", "field 4 (month) is 'MNO': 'MNO' is no month",
                "* * * *", "has 4 fields, expected five fields",
                "0 0 2 * * *", "has 6 fields, expected five fields",
                "0 0 30 2 *", "'0 0 30 2 *' never comes",
                "@dayly", "'@dayly' is no known nickname (nearest: '@daily')",
                "", "is empty, expected five fields");
        assertAll(details.entrySet().stream().map(entry -> () -> {
            JsonObject error = firstError(api.post("/schedules", body("bad", entry.getKey(), "{}")));
            assertEquals("/cron", error.getString("pointer"));
            assertTrue(error.getString("detail").startsWith(entry.getValue()), error::toString);
            JsonObject previewed = firstError(
                    api.get("/schedules/preview?cron=" + URLEncoder.encode(entry.getKey(), StandardCharsets.UTF_8)));
            assertEquals(error, previewed);
        }));
        assertEquals(
                "/parameters/yaer",
                firstError(api.post("/schedules", body("bad", "@daily", "{\"yaer\":1}")))
                        .getString("pointer"));
        assertEquals(
                "/croon",
                firstError(api.post("/schedules", body("bad", "@daily", "{}").replace("\"cron\"", "\"croon\"")))
                        .getString("pointer"));
        assertEquals(404, api.get("/schedules/bad").statusCode());
    }

    private static JsonObject firstError(HttpResponse<String> response) {
        assertEquals(422, response.statusCode(), response::body);
        assertFalse(response.body().contains("Exception"), response::body);
        return Api.json(response.body()).getJsonArray("errors").getJsonObject(0);
    }

    private static String body(String name, String cron, String parameters) {
        return "{\"name\":\"" + name + "\",\"cron\":\"" + cron
                + "\",\"definition\":\"operational-risk-capital\",\"parameters\":" + parameters + "}";
    }

    private static void firesWhenDue(Api api, Connection database) throws SQLException {
        assertEquals(
                201,
                api.post("/schedules", body("on-time", "0,30 3 1 1 *", "{\"year\":1999}"))
                        .statusCode());
        execute(database, "UPDATE millwright.schedule SET next_fire_at = clock_timestamp() WHERE name = 'on-time'");
        String id = Await.value("the schedule fires", LONG, () -> Optional.of(schedule(api, "on-time"))
                .filter(schedule -> !schedule.isNull("last_job_id"))
                .map(schedule -> schedule.getString("last_job_id")));
        JsonObject over = api.awaitOver(id, LONG);
        assertEquals("COMPLETED", over.getString("state"), over::toString);
        assertEquals("on-time", over.getString("schedule"));
        assertEquals(schedule(api, "on-time").getString("last_fire_at"), over.getString("fire_at"));
        assertEquals(1999, over.getJsonObject("parameters").getInt("year"));
        assertTrue(schedule(api, "on-time").getString("next_fire_at").endsWith("-01-01T03:00:00Z"));
        assertEquals(1, jobsOf(api, "on-time").size());
    }

    /** While no server runs, a time comes and goes: as if the schedule had been made for it. */
    private static Instant missedWhileDown(Connection database) throws SQLException {
        execute(
                database,
                "UPDATE millwright.schedule SET next_fire_at = date_trunc('minute', now() - interval '3 hours')"
                        + " WHERE name = 'nightly'");
        try (var statement = database.createStatement();
                var rows =
                        statement.executeQuery("SELECT next_fire_at FROM millwright.schedule WHERE name = 'nightly'")) {
            rows.next();
            return rows.getTimestamp(1).toInstant();
        }
    }

    private static void firesOnceLate(Api api, Instant due) {
        String id = Await.value("the missed time is made up for", LONG, () -> Optional.of(schedule(api, "nightly"))
                .filter(schedule -> !schedule.isNull("last_job_id"))
                .map(schedule -> schedule.getString("last_job_id")));
        JsonObject job = api.awaitOver(id, LONG);
        assertEquals("nightly", job.getString("schedule"));
        assertFalse(Instant.parse(job.getString("fire_at")).isBefore(due));
        assertTrue(Instant.parse(job.getString("fire_at")).isBefore(Instant.parse(job.getString("created_at"))));
        assertTrue(Instant.parse(schedule(api, "nightly").getString("next_fire_at"))
                .isAfter(Instant.now()));
        assertEquals(1, jobsOf(api, "nightly").size());
        assertEquals(1, jobsOf(api, "on-time").size());
    }

    private static void showsAndDeletes(Api api) {
        JsonObject first = Api.json(api.get("/schedules?limit=1").body());
        JsonObject second = Api.json(api.get("/schedules?limit=1&page_token=" + first.getString("next_page_token"))
                .body());
        assertEquals("nightly", first.getJsonArray("items").getJsonObject(0).getString("name"));
        assertEquals("on-time", second.getJsonArray("items").getJsonObject(0).getString("name"));
        assertTrue(second.isNull("next_page_token"));
        assertEquals(
                2,
                Api.json(api.get("/schedules/preview?cron=@hourly&count=2").body())
                        .getJsonArray("next_fire_times")
                        .size());

        HttpResponse<String> unknown = api.get("/schedules/nihgtly");
        assertEquals(404, unknown.statusCode());
        assertTrue(unknown.body().contains("(nearest: 'nightly')"), unknown::body);
        assertEquals(204, api.send(api.request("/schedules/nightly").DELETE()).statusCode());
        assertEquals(404, api.send(api.request("/schedules/nightly").DELETE()).statusCode());
        assertEquals(1, jobsOf(api, "nightly").size(), "the jobs of a deleted schedule stay");
    }

    private static JsonObject schedule(Api api, String name) {
        HttpResponse<String> response = api.get("/schedules/" + name);
        assertEquals(200, response.statusCode(), response::body);
        return Api.json(response.body());
    }

    private static List<JsonObject> jobsOf(Api api, String schedule) {
        return Api.json(api.get("/jobs?limit=200").body()).getJsonArray("items").getValuesAs(JsonObject.class).stream()
                .filter(job -> job.getString("schedule", "").equals(schedule))
                .toList();
    }

    private static void execute(Connection database, String sql) throws SQLException {
        try (var statement = database.createStatement()) {
            statement.execute(sql);
        }
    }
}
