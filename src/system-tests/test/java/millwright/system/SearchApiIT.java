package millwright.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Searching jobs and dead letters over the REST API of one running server. */
class SearchApiIT {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String FAILS = "{\"file\":\"hostile-strikes.csv\",\"skip_limit\":2}";

    @TempDir
    private static Path folder;

    private static Millwright server;
    private static Api api;

    @BeforeAll
    static void start() {
        Path data = folder.resolve("data");
        int port = Millwright.freePort();
        server = Millwright.run(folder, Map.of(), "serve", "--port", "" + port, "--data", "" + data);
        api = new Api(port, data).awaitReady(server);
    }

    @AfterAll
    static void stop() {
        server.signal("TERM");
        assertEquals(0, server.exitCode(), server::output);
    }

    @Test
    void filtersCombineAndPagesGoOnWhereTheyEnded() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ids.add(0, submit("search", "{\"year\":2001}"));
        }
        ids.forEach(id -> api.awaitOver(id, LONG));

        String query = "/jobs?correlation_id=search&state=COMPLETED&parameter=year%3D2001&limit=2";
        JsonObject first = found(query + "&count=estimate");
        assertEquals(ids.subList(0, 2), ids(first));
        assertTrue(Long.parseLong(first.getString("count")) >= 2, first::toString);
        String token = first.getString("next_page_token");
        JsonObject second = found(query + "&page_token=" + token);
        assertEquals(ids.subList(2, 3), ids(second));
        assertTrue(second.isNull("next_page_token"), second::toString);

        assertEquals(List.of(), ids(found("/jobs?correlation_id=search&parameter=year%3D2002")));
        assertEquals(List.of(), ids(found("/jobs?correlation_id=search&finished_to=2020-01-01T00:00:00Z")));
        for (String sort : List.of("created", "started", "finished", "duration")) {
            assertEquals(
                    3,
                    ids(found("/jobs?correlation_id=search&direction=asc&sort=" + sort))
                            .size(),
                    sort);
        }
        HttpResponse<String> foreign = api.get("/jobs?correlation_id=other&page_token=" + token);
        assertEquals(400, foreign.statusCode(), foreign::body);
        assertTrue(foreign.body().contains("/page_token"), foreign::body);
    }

    @Test
    void aSearchThatNoIndexServesSaysWhichDayItSearched() {
        JsonObject page = found("/jobs?parameter=nothing%3Dsuch");
        assertFalse(page.isNull("searched_from"), page::toString);
        assertTrue(found("/jobs").isNull("searched_from"));
        HttpResponse<String> wide = api.get("/jobs?sort=duration&finished_from=2020-01-01T00:00:00Z");
        assertEquals(400, wide.statusCode(), wide::body);
        assertTrue(wide.body().contains("24 hours"), wide::body);
    }

    @Test
    void deadLettersOfOneErrorAreOneGroupThatCanBeActedOn() {
        List<String> ids = List.of(submit("dead", FAILS), submit("dead", FAILS));
        ids.forEach(id -> assertEquals("FAILED", api.awaitOver(id, LONG).getString("state")));

        JsonObject group = found("/dead-letters/groups?error_code=DATA_ERROR")
                .getJsonArray("items")
                .getJsonObject(0);
        assertEquals("2", group.getString("count"), group::toString);
        assertEquals("operational-risk-capital", group.getString("definition"));
        assertFalse(group.isNull("exception") || group.isNull("frame"), group::toString);
        String path = "/dead-letters/groups/" + group.getString("key");
        assertEquals(group, found(path));
        assertEquals(
                List.of(ids.get(1), ids.get(0)).stream().sorted().toList(),
                ids(found("/dead-letters?group=" + group.getString("key"))).stream()
                        .sorted()
                        .toList());
        // who reads a job reads no names of classes in it
        assertFalse(api.job(ids.get(0)).toString().contains(group.getString("exception")));

        JsonObject one = done(path, "{\"action\":\"discard\",\"limit\":1,\"reason\":\"the file is wrong\"}");
        assertEquals(1, one.getInt("done"), one::toString);
        assertEquals("1", one.getString("remaining"), one::toString);
        JsonObject other = done(path, "{\"action\":\"redrive\"}");
        assertEquals(1, other.getInt("done"), other::toString);
        JsonObject item = other.getJsonArray("items").getJsonObject(0);
        assertFalse(item.getString("job").equals(item.getString("id")), item::toString);
        api.awaitOver(item.getString("job"), LONG);
        assertEquals(404, api.get("/dead-letters/groups/nothing").statusCode());
        HttpResponse<String> wrong = api.post(path + "/actions", "{\"action\":\"cancel\"}");
        assertEquals(422, wrong.statusCode(), wrong::body);
    }

    private static JsonObject done(String group, String action) {
        HttpResponse<String> response = api.post(group + "/actions", action);
        assertEquals(200, response.statusCode(), response::body);
        return Api.json(response.body());
    }

    private static String submit(String correlationId, String parameters) {
        HttpResponse<String> response = api.post(
                "/jobs",
                "{\"definition\":\"operational-risk-capital\",\"correlation_id\":\"" + correlationId
                        + "\",\"parameters\":" + parameters + "}");
        assertEquals(201, response.statusCode(), response::body);
        return Api.json(response.body()).getString("id");
    }

    private static JsonObject found(String path) {
        HttpResponse<String> response = api.get(path);
        assertEquals(200, response.statusCode(), response::body);
        return Api.json(response.body());
    }

    private static List<String> ids(JsonObject page) {
        return page.getJsonArray("items").getValuesAs(JsonObject.class).stream()
                .map(job -> job.getString("id"))
                .toList();
    }
}
