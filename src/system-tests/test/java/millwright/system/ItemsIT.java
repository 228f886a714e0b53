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

    /** Fails once in the middle of each step that it is in, in a way that calls for another attempt. */
    private static final String TRIP =
            """
            package shop;
            import jakarta.batch.api.BatchProperty;
            import jakarta.inject.*;
            import java.util.Set;
            import java.util.concurrent.ConcurrentHashMap;
            import millwright.retry.*;
            @Named @jakarta.enterprise.context.Dependent
            public class Trip implements jakarta.batch.api.chunk.ItemProcessor {
                static final Set<String> TRIPPED = ConcurrentHashMap.newKeySet();
                @Inject @BatchProperty String step;
                int items;
                public Object processItem(Object item) {
                    if (++items == 1_234 && TRIPPED.add(step)) {
                        throw new JobException("TRIPPED", ErrorCategory.TRANSIENT, null, step, null);
                    }
                    return item;
                }
            }
            """;

    /** Makes the entities, and is in the same file. */
    private static final String KEPT =
            """
            package shop;
            import jakarta.inject.*;
            import jakarta.persistence.*;
            import java.util.Map;
            @Entity @Table(name = "kept", schema = "shop")
            public class Kept {
                @Id long id;
                @Named("keep") @jakarta.enterprise.context.Dependent
                public static class Keep implements jakarta.batch.api.chunk.ItemProcessor {
                    public Object processItem(Object item) {
                        Kept kept = new Kept();
                        kept.id = Long.parseLong(((Map<?, ?>) item).get("id").toString());
                        return kept;
                    }
                }
            }
            """;

    /** A batch job is tried again as often as who submits it says. */
    private static final String START =
            """
            package shop;
            import java.time.Duration;
            import millwright.job.*;
            import millwright.retry.RetryPolicy;
            @jakarta.enterprise.context.ApplicationScoped
            public class Start {
                @jakarta.inject.Inject Jobs jobs;
                @millwright.method.BackgroundJob(name = "start")
                public String start() {
                    RetryPolicy retry = new RetryPolicy(9, Duration.ofMillis(50), 1, Duration.ofSeconds(1));
                    return jobs.submit(JobRequest.of("shop", "start").withRetry(retry)).toString();
                }
            }
            """;

    /** Called as one of ours, which goes by its class name then. */
    private static final String OWN_DOWNLOAD =
            """
            package shop;
            @jakarta.inject.Named @jakarta.enterprise.context.Dependent
            public class Download extends jakarta.batch.api.AbstractBatchlet {
                public String process() { return "the application's own"; }
            }
            """;

    private static final String PERSISTENCE =
            """
            <persistence xmlns="https://jakarta.ee/xml/ns/persistence" version="3.0">
              <persistence-unit name="shop" transaction-type="JTA">
                <jta-data-source>jdbc/millwright</jta-data-source>
                <class>shop.Kept</class>
                <exclude-unlisted-classes>true</exclude-unlisted-classes>
                <properties>
                  <property name="jakarta.persistence.schema-generation.database.action" value="none"/>
                  <property name="eclipselink.weaving" value="false"/>
                </properties>
              </persistence-unit>
            </persistence>
            """;

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
                "" + jobs(address, cat))) {
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
                        () -> assertTrue(job.getJsonArray("attempts").size() >= 5, job::toString));
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
        JsonObject item = Api.json(skipped.body()).getJsonArray("items").getJsonObject(0);
        assertEquals("3", item.getString("position"), skipped::body);
        assertEquals("column 'amount' is 'much', expected a decimal number", item.getString("reason"));
    }

    private Path jobs(String address, Path cat) throws IOException {
        Path file = folder.resolve("lines.csv");
        String xml =
                """
                <job id="shop" xmlns="https://jakarta.ee/xml/ns/jakartaee" version="2.0">
                """
                        + batchlet("own", "fetch", "download")
                        + batchlet("fetch", "load", "millwright.items.http.Download", "url", address, "file", "" + file)
                        + chunk(
                                "load",
                                "unload",
                                reader("csvReader", "file", "" + file, "beanType", "shop.Line"),
                                writer("jdbcWriter", "table", "shop.line"))
                        + chunk(
                                "unload",
                                "copy",
                                reader(
                                        "jdbcReader",
                                        "table",
                                        "shop.line",
                                        "key",
                                        "id",
                                        "beanType",
                                        "shop.Line",
                                        "pageSize",
                                        "70"),
                                writer("jsonLinesWriter", "file", folder + "/lines.jsonl.gz"))
                        + chunk(
                                "copy",
                                "back",
                                reader("jsonLinesReader", "file", folder + "/lines.jsonl.gz", "beanType", "shop.Line"),
                                writer("copyWriter", "table", "shop.copied"))
                        + chunk(
                                "back",
                                "keep",
                                reader("jdbcCursorReader", "sql", "SELECT * FROM shop.copied ORDER BY id"),
                                writer("csvWriter", "file", folder + "/back.csv"))
                        + chunk(
                                        "keep",
                                        "show",
                                        reader("csvReader", "file", folder + "/back.csv"),
                                        writer("jpaWriter", "persistenceUnit", "shop"))
                                .replace("ref=\"trip\"", "ref=\"keep\"")
                        + batchlet(
                                "show",
                                null,
                                "command",
                                "program",
                                "" + cat,
                                "argument.1",
                                folder + "/back.csv",
                                "mostLines",
                                "5")
                        + "</job>";
        return JobJar.at(folder.resolve("jobs/shop.jar"))
                .with("META-INF/beans.xml", "")
                .type("shop.Trip", TRIP, JobJar.ofTheServer("millwright-engine", folder))
                .type(
                        "shop.Line",
                        "package shop; public record Line(long id, String name, java.math.BigDecimal amount) {}")
                .type("shop.Start", START, JobJar.ofTheServer("millwright-engine", folder))
                .type("shop.Download", OWN_DOWNLOAD)
                .type("shop.Kept", KEPT)
                .with("META-INF/persistence.xml", PERSISTENCE)
                .with("META-INF/batch-jobs/shop.xml", xml)
                .with(
                        "META-INF/batch-jobs/refused.xml",
                        "<job id=\"refused\" xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"2.0\">"
                                + chunk(
                                        "only",
                                        null,
                                        reader("csvReader", "file", "" + file, "separater", ";"),
                                        writer("jdbcWriter", "table", "shop.line"))
                                + "</job>")
                .close();
    }

    private static String chunk(String id, String next, String reader, String writer) {
        return "<step id=\"" + id + "\"" + (next == null ? "" : " next=\"" + next + "\"")
                + "><chunk item-count=\"100\" skip-limit=\"1\">" + reader
                + "<processor ref=\"trip\">" + properties("step", id) + "</processor>" + writer
                + "<skippable-exception-classes><include class=\"millwright.batch.InvalidItemException\"/>"
                + "</skippable-exception-classes></chunk></step>\n";
    }

    private static String batchlet(String id, String next, String ref, String... properties) {
        return "<step id=\"" + id + "\"" + (next == null ? "" : " next=\"" + next + "\"") + "><batchlet ref=\"" + ref
                + "\">" + properties(properties) + "</batchlet></step>\n";
    }

    private static String reader(String ref, String... properties) {
        return "<reader ref=\"" + ref + "\">" + properties(properties) + "</reader>";
    }

    private static String writer(String ref, String... properties) {
        return "<writer ref=\"" + ref + "\">" + properties(properties) + "</writer>";
    }

    private static String properties(String... namesAndValues) {
        return IntStream.range(0, namesAndValues.length / 2)
                .mapToObj(i -> "<property name=\"" + namesAndValues[2 * i] + "\" value=\"" + namesAndValues[2 * i + 1]
                        + "\"/>")
                .collect(Collectors.joining("", "<properties>", "</properties>"));
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
