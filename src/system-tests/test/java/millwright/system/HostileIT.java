package millwright.system;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody sends who wishes the server ill (W20, W21): each is refused in words, and the next request is served. */
class HostileIT {

    private static final String DEFINITION = "operational-risk-capital";

    @TempDir
    private static Path folder;

    private static Millwright server;
    private static Api api;
    private static int port;

    @BeforeAll
    static void start() {
        port = Millwright.freePort();
        Path data = folder.resolve("data");
        server = Millwright.run(folder, Map.of(), "serve", "--port", "" + port, "--data", "" + data);
        api = new Api(port, data).awaitReady(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void keepsSqlInEveryTextAsText() {
        String sql = "'); DROP TABLE millwright.job; SELECT pg_sleep(9); --";
        String body = Json.createObjectBuilder()
                .add("definition", DEFINITION)
                .add("correlation_id", sql)
                .add("parameters", Json.createObjectBuilder().add("file", sql))
                .build()
                .toString();
        HttpResponse<String> accepted = api.post("/jobs", body);
        assertEquals(201, accepted.statusCode(), accepted::body);
        JsonObject job = api.job(Api.json(accepted.body()).getString("id"));
        assertEquals(sql, job.getString("correlation_id"));
        assertEquals(sql, job.getJsonObject("parameters").getString("file"));
        String encoded = java.net.URLEncoder.encode(sql, StandardCharsets.UTF_8);
        assertAll(Stream.of(
                        "/jobs?definition=" + encoded,
                        "/jobs?page_token=" + encoded,
                        "/jobs?state=" + encoded,
                        "/jobs/" + encoded,
                        "/definitions/" + encoded,
                        "/schedules/" + encoded,
                        "/schedules?page_token=" + encoded,
                        "/schedules/preview?cron=" + encoded)
                .map(path -> () -> assertTrue(api.get(path).statusCode() < 500, path)));
    }

    @Test
    void answersWhatTheContainerRefusesAsAProblem() {
        String token = "Authorization: Bearer " + api.token() + "\r\n";
        assertAll(Stream.of(
                        "PUT /api/v1/jobs HTTP/1.1\r\n" + token,
                        "PATCH /api/v1/jobs HTTP/1.1\r\n" + token,
                        "NONSENSE /api/v1/jobs HTTP/1.1\r\n" + token,
                        "GET /api/v1/jobs HTTP/1.1\r\nAccept: ;;;\r\n" + token,
                        "GET /api/v1/jobs HTTP/1.1\r\nAccept: image/png\r\n" + token,
                        "POST /api/v1/jobs HTTP/1.1\r\nContent-Type: ;;\r\nContent-Length: 0\r\n" + token,
                        "GET /nothing/here HTTP/1.1\r\n" + token,
                        "GET /api/v1/jobs/../../../etc/passwd HTTP/1.1\r\n" + token,
                        "GET /api/v1/jobs/%2e%2e/%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\n" + token,
                        "GET /console/../WEB-INF/web.xml HTTP/1.1\r\n" + token,
                        "GET /console/nothing.js HTTP/1.1\r\n" + token,
                        "GET /WEB-INF/classes/META-INF/openapi.yaml HTTP/1.1\r\n" + token)
                .map(head -> () -> {
                    String answer = RawRequest.send(port, head + "Host: localhost\r\nConnection: close\r\n\r\n");
                    assertTrue(answer.matches("(?s)HTTP/1\\.1 4\\d\\d .*"), () -> head + answer);
                    assertTrue(answer.contains("application/problem+json"), () -> head + answer);
                    assertTellsNothing(head, answer);
                }));
    }

    @Test
    void refusesWhatIsNoHttpWithoutAWord() {
        assertAll(Stream.of(
                        "GARBAGE\r\n\r\n",
                        "GET /api/v1/jobs/%00 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                        "GET /api/v1/jobs/..\\..\\x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                        "GET /api/v1/jobs/" + "a".repeat(50_000) + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                        "GET /api/v1/jobs HTTP/1.1\r\nHost: a\r\nConnection: close\r\nX: " + "a".repeat(50_000)
                                + "\r\n\r\n",
                        "POST /api/v1/jobs HTTP/1.1\r\nHost: a\r\nContent-Length: 1e9\r\nConnection: close\r\n\r\n",
                        "TRACE /api/v1/jobs HTTP/1.1\r\nHost: a\r\nX-Secret: 7\r\nConnection: close\r\n\r\n")
                .map(request -> () -> {
                    String answer = RawRequest.send(port, request);
                    assertTrue(answer.isEmpty() || answer.matches("(?s)HTTP/1\\.1 4\\d\\d .*"), answer);
                    assertFalse(answer.contains("X-Secret"), answer);
                    assertTellsNothing(request, answer);
                }));
        assertServes();
    }

    @Test
    void putsNoHeaderOfTheCallersIntoAnAnswer() {
        for (String place : List.of(
                "/api/v1/jobs/x%0d%0aInjected:%20yes",
                "/api/v1/schedules/x%0d%0aInjected:%20yes",
                "/api/v1/jobs?state=x%0d%0aInjected:%20yes",
                "/console/x%0d%0aInjected:%20yes",
                "/api/v1/openapi?format=x%0d%0aInjected:%20yes")) {
            String answer = RawRequest.send(
                    port,
                    "GET " + place + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer "
                            + api.token() + "\r\n\r\n");
            assertFalse(answer.lines().anyMatch(line -> line.startsWith("Injected")), answer);
        }
    }

    @Test
    void aLongRequestIsRefusedByWhatIsTooLongInIt() {
        String many = "x".repeat(20_000);
        for (String path : List.of("/jobs?definition=" + many + "&queue=" + many, "/nodes/" + many, "/jobs/" + many)) {
            HttpResponse<String> refused = api.get(path);
            assertTrue(refused.statusCode() == 400 || refused.statusCode() == 404, refused::body);
            assertTrue(Api.json(refused.body()).getString("type").startsWith("/problems/"), refused::body);
        }
    }

    @Test
    void aReasonThatCannotBeReadIsNoFailureOfTheServers() {
        for (String query :
                List.of("%", "%zz", "reason=%", "reason=%ff%fe", "reason=%00", "reason", "&&==", "reason=a&reason=b")) {
            String answer = RawRequest.send(
                    port,
                    "DELETE /api/v1/schedules/none?" + query + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                            + "Authorization: Bearer " + api.token() + "\r\n\r\n");
            assertTrue(answer.matches("(?s)HTTP/1\\.1 40[04] .*"), () -> query + ": " + answer);
            assertTellsNothing(query, answer);
        }
    }

    @Test
    void refusesBodiesThatAreTooMuch() throws IOException {
        List<HttpResponse<String>> answers = new ArrayList<>();
        answers.add(api.post("/jobs", "[".repeat(10_000) + "]".repeat(10_000)));
        answers.add(api.post(
                "/jobs",
                "{\"definition\":\"" + DEFINITION + "\",\"parameters\":" + "{\"a\":".repeat(10_000) + "1"
                        + "}".repeat(10_000) + "}"));
        answers.add(api.post("/jobs", " ".repeat(3 << 20)));
        answers.add(number("1e999999999"));
        answers.add(number("9".repeat(1 << 20)));
        answers.add(api.send(api.request("/jobs")
                .header("Content-Type", "application/json")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(bomb()))));
        answers.add(api.send(api.request("/jobs")
                .header("Content-Type", "application/json; charset=utf-16")
                .POST(BodyPublishers.ofString("{}", StandardCharsets.UTF_16))));
        answers.add(api.send(api.request("/jobs")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(
                        new byte[] {'{', '"', (byte) 0xc3, (byte) 0x28, '"', ':', '1', '}'}))));
        assertAll(answers.stream().map(answer -> () -> {
            assertTrue(answer.statusCode() >= 400 && answer.statusCode() < 500, () -> "" + answer.statusCode());
            assertEquals(
                    Optional.of("application/problem+json"), answer.headers().firstValue("Content-Type"), answer::body);
            assertTrue(answer.body().length() < 10_000, "an answer as large as the question");
            assertTellsNothing("", answer.body());
        }));
        assertServes();
    }

    private static HttpResponse<String> number(String number) {
        return api.post("/jobs", "{\"definition\":\"" + DEFINITION + "\",\"parameters\":{\"year\":" + number + "}}");
    }

    /** 100 MB of blanks in 100 KB. */
    private static byte[] bomb() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            byte[] blanks = " ".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < 100; i++) {
                gzip.write(blanks);
            }
        }
        return packed.toByteArray();
    }

    @Test
    void servesOthersWhileBodiesComeByteByByte() throws IOException {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 40; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                slow.add(socket);
                socket.getOutputStream()
                        .write(("POST /api/v1/jobs HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                                        + "Content-Length: 1000\r\nAuthorization: Bearer " + api.token() + "\r\n\r\n{")
                                .getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().flush();
            }
            assertServes();
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
        assertServes();
    }

    private static void assertServes() {
        long asked = System.nanoTime();
        assertEquals(
                201,
                api.post("/jobs", "{\"definition\":\"" + DEFINITION + "\"}").statusCode());
        assertEquals(200, api.get("/jobs?limit=1").statusCode());
        Duration took = Duration.ofNanos(System.nanoTime() - asked);
        assertTrue(took.toSeconds() < 10, () -> "two requests took " + took);
    }

    private static void assertTellsNothing(String request, String answer) {
        for (String word :
                List.of("Exception", "\tat ", "Payara Micro - ", "java.", "jakarta.", "org.", "SQL", "<html")) {
            assertFalse(answer.contains(word), () -> request + " is answered with " + word + ": " + answer);
        }
    }
}
