package millwright.system;

import static millwright.system.DeskCalls.LONG;
import static millwright.system.DeskCalls.echo;
import static millwright.system.DeskCalls.gated;
import static millwright.system.DeskCalls.get;
import static millwright.system.DeskCalls.header;
import static millwright.system.DeskCalls.ok;
import static millwright.system.DeskCalls.send;
import static millwright.system.DeskCalls.submitted;
import static millwright.system.DeskCalls.type;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Those who wait cost a server no threads, and those for whom there is no room are told so at once. */
class BoundedWaitsIT {

    private static final int WAITERS = 3;
    private static final int FOLLOWERS = 200;

    /** No wait that is asked for here is as short: who is answered sooner did not wait. */
    private static final Duration AT_ONCE = Duration.ofSeconds(10);

    private static JobsServer server;
    private static Api api;

    @BeforeAll
    static void start() throws Exception {
        server = new JobsServer(Map.of("MILLWRIGHT_SYNC_WAITERS", "" + WAITERS));
        api = server.api();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Test
    void whoFindsNoRoomToWaitIsAnsweredAtOnce() throws Exception {
        Path gate = server.folder().resolve("gate");
        String id = running(gate);
        List<CompletableFuture<HttpResponse<String>>> waiting = crowd(id, "Prefer", "wait=60");
        HttpResponse<String> poll = oneTooMany(waiting);
        assertEquals("RUNNING", ok(poll).getString("state"));
        assertEquals("none", header(poll, "Preference-Applied"), "it was not followed");
        for (HttpRequest.Builder submit : List.of(
                submit(gated(gate)).header("Prefer", "wait=60"),
                submit(gated(gate).replaceFirst("}$", ",\"mode\":\"sync\"}")))) {
            HttpResponse<String> answer = atOnce(api.sendAsync(submit));
            assertEquals(202, answer.statusCode(), answer::body);
            assertEquals("1", header(answer, "Retry-After"));
            assertEquals("none", header(answer, "Preference-Applied"));
            assertTrue(header(answer, "Location").contains("/jobs/"), "it is accepted all the same");
        }
        Files.createFile(gate);
        for (CompletableFuture<HttpResponse<String>> each : waiting) {
            assertEquals("COMPLETED", ok(each.join()).getString("state"));
        }
        assertEquals("hello", ok(send(api, "/jobs", echo(",\"mode\":\"sync\""))).getString("result"));
    }

    @Test
    void whoFindsNoRoomToWatchIsAnsweredAtOnceToo() throws Exception {
        Path gate = server.folder().resolve("watched");
        String id = running(gate);
        String tag = header(get(api, "/jobs/" + id), "ETag");
        List<CompletableFuture<HttpResponse<String>>> watching = crowd(id, "If-None-Match", tag, "Prefer", "wait=60");
        HttpResponse<String> refused = oneTooMany(watching);
        assertEquals(304, refused.statusCode());
        assertEquals("none", header(refused, "Preference-Applied"));
        Files.createFile(gate);
        watching.forEach(each -> ok(each.join()));
    }

    /** One more than there is room for. */
    private static List<CompletableFuture<HttpResponse<String>>> crowd(String id, String... headers) {
        return new ArrayList<>(IntStream.rangeClosed(0, WAITERS)
                .mapToObj(i -> api.sendAsync(
                        api.request("/jobs/" + id).headers(headers).GET()))
                .toList());
    }

    /** Takes away the one that was answered although there was nothing to say. */
    private static HttpResponse<String> oneTooMany(List<CompletableFuture<HttpResponse<String>>> crowd) {
        CompletableFuture<HttpResponse<String>> answered = Await.value("one is answered", AT_ONCE, () -> crowd.stream()
                .filter(CompletableFuture::isDone)
                .findFirst());
        crowd.removeIf(each -> each == answered);
        assertTrue(crowd.stream().noneMatch(CompletableFuture::isDone), "there is room for the others");
        return answered.join();
    }

    private static HttpRequest.Builder submit(String body) {
        return api.request("/jobs")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private static HttpResponse<String> atOnce(CompletableFuture<HttpResponse<String>> answer) throws Exception {
        return answer.get(AT_ONCE.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void aFollowerOfASilentLogHearsThatTheServerIsThere() throws Exception {
        Path gate = server.folder().resolve("silent");
        String id = running(gate);
        HttpResponse<InputStream> followed = follow(id).join();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(followed.body(), StandardCharsets.UTF_8))) {
            String line = lines.readLine();
            while (line != null && !line.equals(": still there")) {
                line = lines.readLine();
            }
            assertEquals(": still there", line);
        }
        Files.createFile(gate);
    }

    @Test
    void oneFollowerTooManyIsRefusedAndTheServerGoesOn() throws Exception {
        Path gate = server.folder().resolve("followed");
        String id = running(gate);
        List<HttpResponse<InputStream>> followers = new ArrayList<>();
        HttpResponse<InputStream> last = follow(id).join();
        while (last.statusCode() == 200 && followers.size() <= FOLLOWERS) {
            followers.add(last);
            last = follow(id).join();
        }
        // those of the test before leave when they are next written to
        assertTrue(followers.size() > FOLLOWERS - 10 && followers.size() <= FOLLOWERS, "" + followers.size());
        assertEquals(503, last.statusCode());
        assertTrue(last.headers().firstValue("Retry-After").isPresent());
        String problem = new String(last.body().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals("/problems/too-many-followers", Api.json(problem).getString("type"));
        assertEquals("hello", ok(send(api, "/jobs", echo(",\"mode\":\"sync\""))).getString("result"));
        Files.createFile(gate);
        for (HttpResponse<InputStream> each : followers) {
            String events = new String(each.body().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(events.strip().endsWith("data: {\"state\":\"COMPLETED\"}"), events);
        }
        assertEquals(200, follow(id).join().statusCode(), "their places are free again");
    }

    @Test
    void followersWhoDoNotReadKeepNobodyWaiting() throws Exception {
        String id = submitted(api, "{\"definition\":\"chatty\",\"parameters\":{\"lines\":9000}}")
                .getString("id");
        assertEquals("COMPLETED", api.awaitOver(id, LONG).getString("state"));
        List<Socket> deaf = new ArrayList<>();
        try {
            for (int i = 0; i < 20; i++) {
                deaf.add(deaf(id));
            }
            for (int i = 0; i < 5; i++) {
                HttpResponse<String> sync = atOnce(api.sendAsync(submit(echo(",\"mode\":\"sync\""))));
                assertEquals("hello", ok(sync).getString("result"));
            }
            assertEquals(200, get(api, "/jobs").statusCode());
        } finally {
            for (Socket each : deaf) {
                each.close();
            }
        }
        assertEquals("404 /problems/job-not-found", type(get(api, "/jobs/" + DeskCalls.NOBODYS + "/log")));
    }

    /** A client that asks for a log of megabytes, has room for little of it, and never reads. */
    private static Socket deaf(String id) throws IOException {
        URI address = URI.create(api.address("/api/v1/jobs/" + id + "/log"));
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4_096);
        socket.connect(new InetSocketAddress(address.getHost(), address.getPort()));
        socket.getOutputStream()
                .write(("GET " + address.getPath() + " HTTP/1.1\r\nHost: x\r\nAccept: text/event-stream\r\n"
                                + "Authorization: Bearer " + api.token() + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static CompletableFuture<HttpResponse<InputStream>> follow(String id) {
        HttpRequest request = api.request("/jobs/" + id + "/log")
                .header("Accept", "text/event-stream")
                .build();
        return HttpClient.newHttpClient().sendAsync(request, BodyHandlers.ofInputStream());
    }

    private static String running(Path gate) {
        String id = submitted(api, gated(gate)).getString("id");
        Await.until("it runs", LONG, () -> !api.job(id).isNull("started_at"));
        return id;
    }
}
