package millwright.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The feed of events over HTTP, as a browser's EventSource would hear it. */
@ExtendWith(OperateServer.Shared.class)
class FeedIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    private final OperateServer server;
    private final Api api;

    FeedIT(OperateServer server) {
        this.server = server;
        this.api = server.api();
    }

    @Test
    void tellsWhatHappensToAJobAsItHappens() {
        try (EventListener listener = EventListener.open(api, "/events?definition=operational-risk-capital", null)) {
            String id = api.submit("{}");
            listener.await(SOON, events -> states(events, id).contains("COMPLETED"));
            List<String> states = states(listener.events(), id);
            assertEquals("QUEUED", states.get(0));
            assertEquals("COMPLETED", states.get(states.size() - 1));
            JsonObject event = listener.events().get(0).data();
            assertEquals("admin", event.getString("submitter"));
            assertEquals("default", event.getString("queue"));
        }
    }

    @Test
    void goesOnFromTheLastEventThatWasHeard() {
        define("resumed", "resumed");
        String first;
        String last;
        try (EventListener listener = EventListener.open(api, "/events?queue=resumed", null)) {
            first = submit(api, "resumed");
            listener.await(SOON, events -> !states(events, first).isEmpty());
            last = listener.lastId();
        }
        String missed = submit(api, "resumed");
        try (EventListener listener = EventListener.open(api, "/events?queue=resumed", last)) {
            listener.await(SOON, events -> !states(events, missed).isEmpty());
            assertEquals(List.of(), states(listener.events(), first));
        }
        assertEquals(
                400,
                api.send(api.request("/events").header("Last-Event-ID", "42").GET())
                        .statusCode());
        assertEquals(400, api.get("/events?type=DONE").statusCode());
    }

    @Test
    void saysSoWhenWhatIsAskedForIsKeptNoLonger() {
        try (EventListener listener = EventListener.open(api, "/events?queue=nobody", "1-999999999-0")) {
            listener.await(SOON, events -> events.stream()
                    .anyMatch(event -> event.name().equals("gap")));
        }
    }

    @Test
    void aSubmitterHearsOfItsOwnJobsAlone() {
        define("private", "private");
        Api own = server.as("sabine", "SUBMITTER");
        try (EventListener listener = EventListener.open(own, "/events?queue=private", null)) {
            String others = submit(api, "private");
            String mine = submit(own, "private");
            listener.await(SOON, events -> !states(events, mine).isEmpty());
            assertEquals(List.of(), states(listener.events(), others));
        }
    }

    @Test
    void whoIsNarrowedToAQueueHearsOfThatAlone() {
        define("private", "private");
        define("elsewhere", "elsewhere");
        Api narrowed = server.as("nora", "VIEWER", List.of("elsewhere"), List.of());
        try (EventListener listener = EventListener.open(narrowed, "/events", null)) {
            String unseen = submit(api, "private");
            String seen = submit(api, "elsewhere");
            listener.await(SOON, events -> !states(events, seen).isEmpty());
            assertEquals(List.of(), states(listener.events(), unseen));
        }
    }

    @Test
    void twoHundredClientsCostTheDatabaseNoMoreThanOne() throws SQLException, IOException {
        define("crowd", "crowd");
        List<EventListener> listeners = new ArrayList<>();
        try {
            listeners.add(EventListener.open(api, "/events?queue=crowd", null));
            double alone = lookUpsASecond(listeners);
            IntStream.range(1, 200).forEach(i -> listeners.add(EventListener.open(api, "/events?queue=crowd", null)));
            double crowd = lookUpsASecond(listeners);
            assertTrue(crowd < 1.5 * alone + 10, "look-ups a second with one client " + alone + ", 200 " + crowd);
            assertRefusedBeyondTheMost(listeners);
        } finally {
            listeners.forEach(EventListener::close);
        }
        Await.until("those who have left have made room", SOON, this::hasRoom);
    }

    /** That somebody has left, the server learns when it tells him something. */
    private boolean hasRoom() {
        submit(api, "crowd");
        try (EventListener listener = EventListener.of(api.open("/api/v1/events?queue=nobody"))) {
            return listener.status() == 200;
        }
    }

    @Test
    void aClientThatReadsNothingHoldsUpNobody() throws IOException {
        define("deaf", "deaf");
        URI address = URI.create(api.address("/api/v1/events?queue=deaf"));
        try (Socket deaf = new Socket(address.getHost(), address.getPort());
                EventListener listener = EventListener.open(api, "/events?queue=deaf", null)) {
            deaf.setReceiveBufferSize(1_024);
            OutputStream out = deaf.getOutputStream();
            out.write(("GET /api/v1/events?queue=deaf HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                            + api.token() + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            submitMany(api, "deaf", 10_000);
            submitMany(api, "deaf", 10_000);
            listener.await(SOON, events -> count(events, "QUEUED") == 20_000);
            String id = submit(api, "deaf");
            listener.await(SOON, events -> !states(events, id).isEmpty());
        }
    }

    @Test
    void theStreamsEndWhenTheirNodeStops(@TempDir Path folder) {
        int port = Millwright.freePort();
        Path data = folder.resolve("data");
        try (Millwright node = Millwright.run(folder, Map.of(), "serve", "--port", "" + port, "--data", "" + data);
                EventListener listener = EventListener.open(new Api(port, data).awaitReady(node), "/events", null)) {
            node.signal("TERM");
            listener.awaitEnd(SOON);
            assertEquals(0, node.exitCode());
        }
    }

    /** Some of those that other tests have left may still be counted. */
    private void assertRefusedBeyondTheMost(List<EventListener> listeners) {
        HttpResponse<InputStream> answer = api.open("/api/v1/events?queue=crowd");
        while (answer.statusCode() == 200 && listeners.size() <= OperateServer.FOLLOWERS) {
            listeners.add(EventListener.of(answer));
            answer = api.open("/api/v1/events?queue=crowd");
        }
        assertEquals(503, answer.statusCode());
        assertTrue(answer.headers().firstValue("Retry-After").isPresent());
    }

    /** How often the tables of the feed are read while all of these hear of some jobs. */
    private double lookUpsASecond(List<EventListener> listeners) throws SQLException, IOException {
        long begun = System.nanoTime();
        long before = lookUps();
        for (int i = 0; i < 15; i++) {
            String id = submit(api, "crowd");
            listeners.forEach(listener ->
                    listener.await(SOON, events -> !states(events, id).isEmpty()));
        }
        return (lookUps() - before) * 1e9 / (System.nanoTime() - begun);
    }

    private long lookUps() throws SQLException, IOException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        """
                        SELECT sum(seq_scan + coalesce(idx_scan, 0)) FROM pg_stat_user_tables
                         WHERE schemaname = 'millwright' AND relname IN ('feed', 'feed_end')
                        """)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static List<String> states(List<EventListener.Event> events, String job) {
        return events.stream()
                .filter(event -> event.data().getString("job", "").equals(job))
                .map(event -> event.data().getString("state"))
                .toList();
    }

    private static long count(List<EventListener.Event> events, String name) {
        return events.stream().filter(event -> event.name().equals(name)).count();
    }

    private static void submitMany(Api as, String definition, int jobs) {
        String item = "{\"definition\":\"" + definition + "\"}";
        HttpResponse<String> response =
                as.post("/jobs/bulk", "{\"jobs\":[" + String.join(",", Collections.nCopies(jobs, item)) + "]}");
        assertEquals(2, response.statusCode() / 100, response::body);
    }

    private void define(String definition, String queue) {
        HttpResponse<String> response = api.send(api.request("/definitions/" + definition)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"queue\":\"" + queue + "\"}")));
        assertTrue(response.statusCode() / 100 == 2, response::body);
    }

    private static String submit(Api as, String definition) {
        HttpResponse<String> response = as.post("/jobs", "{\"definition\":\"" + definition + "\"}");
        assertEquals(201, response.statusCode(), response::body);
        return Api.json(response.body()).getString("id");
    }
}
