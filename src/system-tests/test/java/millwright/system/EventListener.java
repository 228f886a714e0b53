package millwright.system;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Scanner;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** A client of server-sent events that remembers what it heard. */
final class EventListener implements AutoCloseable {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final int status;
    private final InputStream stream;
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private volatile String lastId = "";
    private volatile boolean ended;

    private EventListener(HttpResponse<InputStream> response) {
        this.status = response.statusCode();
        this.stream = response.body();
    }

    /** An event with a name and data. */
    record Event(String name, JsonObject data) {}

    /**
     * Listens from when this returns.
     *
     * @param lastEventId or null
     * @throws AssertionError when the server refuses
     */
    static EventListener open(Api api, String path, String lastEventId) {
        HttpRequest.Builder request = api.request(path).timeout(Duration.ofSeconds(60));
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        try {
            HttpResponse<InputStream> response = CLIENT.send(request.GET().build(), BodyHandlers.ofInputStream());
            if (response.statusCode() != 200) {
                throw new AssertionError(path + " answered " + response.statusCode());
            }
            return of(response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** To an answer, whatever it is. */
    static EventListener of(HttpResponse<InputStream> response) {
        EventListener listener = new EventListener(response);
        Thread reader = new Thread(listener::read, "listens to " + response.uri());
        reader.setDaemon(true);
        reader.start();
        return listener;
    }

    private void read() {
        String name = "message";
        StringBuilder data = new StringBuilder();
        try (Scanner lines = new Scanner(stream, StandardCharsets.UTF_8)) {
            while (lines.hasNextLine()) {
                String line = lines.nextLine();
                if (line.startsWith("id:")) {
                    lastId = line.substring(3).strip();
                } else if (line.startsWith("event:")) {
                    name = line.substring(6).strip();
                } else if (line.startsWith("data:")) {
                    data.append(line.substring(5).strip());
                } else if (line.isEmpty() && data.length() > 0) {
                    events.add(new Event(name, Api.json(data.toString())));
                    name = "message";
                    data.setLength(0);
                }
            }
        } finally {
            ended = true;
        }
    }

    int status() {
        return status;
    }

    List<Event> events() {
        return events;
    }

    /** Of the last event that had one. */
    String lastId() {
        return lastId;
    }

    /** Until the server ends the stream. */
    void awaitEnd(Duration atMost) {
        Await.until("the stream ends", atMost, () -> ended);
    }

    void await(Duration atMost, Predicate<List<Event>> condition) {
        Await.until("the event is heard", atMost, () -> condition.test(events));
    }

    @Override
    public void close() {
        try {
            stream.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
