package millwright.system;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ready-made items by job XML alone, in the packaged server: each in the container's transactions, and restarted. */
class ItemsIT {

    private static final Duration LONG_ENOUGH = Duration.ofMinutes(1);
    private static final int ROWS = 2_500;

    @TempDir
    private Path folder;

    @Test
    void eachReadsWritesAndGoesOn() throws Exception {
        Path data = folder.resolve("data");
        Path cat = Path.of("/bin/cat");
        String csv = csv();
        HttpServer web = serve(csv);
        int port = Millwright.freePort();
        String address = "http://127.0.0.1:" + web.getAddress().getPort() + "/lines.csv";
        Map<String, String> environment = Map.of("MILLWRIGHT_ITEMS_COMMANDS", cat.toString());
        try (Millwright server = Millwright.run(
                folder,
                environment,
                "serve",
                "--port",
                "" + port,
                "--data",
                "" + data,
                "--jobs",
                "" + ItemsJobs.jar(folder, address, cat))) {
            Api api = new Api(port, data).awaitReady(server);
            try (Connection database = embedded(data)) {
                execute(database, "CREATE SCHEMA shop");
                for (String table : List.of("line", "copied")) {
                    execute(
                            database,
                            "CREATE TABLE shop." + table + " (id bigint PRIMARY KEY, name text, amount numeric)");
                }
                execute(database, "CREATE TABLE shop.kept (id bigint PRIMARY KEY)");

                String shop = run(api, "start").getString("result");
                JsonObject job = api.awaitOver(shop, LONG_ENOUGH);
                assertEquals("COMPLETED", job.getString("state"), () -> job + "\n" + server.output());
                String rows = "SELECT count(*) || ' ' || sum(id) || ' ' || sum(amount) FROM shop.";
                String expected = ROWS + " " + (ROWS * (ROWS + 1L) / 2) + " " + (ROWS * (ROWS + 1L) / 2) + ".0";
                assertAll(
                        () -> assertEquals(expected, text(database, rows + "line"), "jdbcWriter"),
                        () -> assertEquals(expected, text(database, rows + "copied"), "copyWriter"),
                        () -> assertEquals("" + ROWS, text(database, "SELECT count(*) FROM shop.kept"), "jpaWriter"),
                        () -> assertEquals(sound(csv), Files.readString(folder.resolve("back.csv")), "csvWriter"),
                        () -> assertFalse(Files.exists(folder.resolve("back.csv.part"))),
                        () -> assertEquals("the application's own", exitStatus(job, "own")),
                        // each of the five chunk steps failed once in its middle
                        () -> assertEquals(6, job.getJsonArray("attempts").size(), job::toString));
                assertSkipped(api, job);
            }
            JsonObject refused = run(api, "refused");
            assertTrue(
                    refused.toString()
                            .contains("property 'separater' (value ';') is unknown to CsvReader, expected one of"),
                    refused::toString);
        } finally {
            web.stop(0);
        }
    }

    private static String exitStatus(JsonObject job, String step) {
        return job.getJsonArray("steps").getValuesAs(JsonObject.class).stream()
                .filter(each -> each.getString("name").equals(step))
                .findFirst()
                .orElseThrow()
                .getString("exit_status");
    }

    private static void assertSkipped(Api api, JsonObject job) {
        HttpResponse<String> skipped = api.get("/jobs/" + job.getString("id") + "/skipped-items");
        List<JsonObject> items = Api.json(skipped.body()).getJsonArray("items").getValuesAs(JsonObject.class);
        JsonObject item = items.stream()
                .filter(each -> each.getString("kind").equals("SKIPPED"))
                .findFirst()
                .orElseThrow();
        assertEquals("3", item.getString("position"), skipped::body);
        assertEquals("column 'amount' is 'much', expected a decimal number", item.getString("reason"));
        assertEquals(6, items.size(), "and the one that each chunk step failed on: " + skipped.body());
    }

    /** One row in it, the second, is wrong. */
    private static String csv() {
        return IntStream.rangeClosed(1, ROWS)
                .mapToObj(id -> (id == 2 ? "2,wrong,much\n" : "") + id + ",\"name, " + id + "\"," + id + ".0\n")
                .collect(Collectors.joining("", "id,name,amount\n", ""));
    }

    private static String sound(String csv) {
        return csv.replace("2,wrong,much\n", "");
    }

    private static HttpServer serve(String content) throws IOException {
        HttpServer web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        web.createContext("/", exchange -> {
            try (exchange) {
                byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        });
        web.start();
        return web;
    }

    private static JsonObject run(Api api, String definition) {
        HttpResponse<String> submitted = api.post("/jobs", "{\"definition\": \"" + definition + "\"}");
        assertEquals(201, submitted.statusCode(), submitted::body);
        return api.awaitOver(Api.json(submitted.body()).getString("id"), LONG_ENOUGH);
    }

    private static Connection embedded(Path data) throws SQLException, IOException {
        String password = Files.readString(data.resolve("postgres.password")).strip();
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + LossTable.embeddedPort(data) + "/millwright", "millwright", password);
    }

    private static void execute(Connection database, String sql) throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String text(Connection database, String query) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }
}
