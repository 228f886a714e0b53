package millwright.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;

/** What tests ask of a server that has {@link DeskJobs}. */
final class DeskCalls {

    static final Duration LONG = Duration.ofSeconds(60);
    static final String NOBODYS = "01890a5d-ac96-774b-bcce-b302099a8057";

    private DeskCalls() {}

    static String echo(String more) {
        return "{\"definition\":\"echo\",\"parameters\":{\"text\":\"hello\"}" + more + "}";
    }

    static String gated(Path gate) {
        return "{\"definition\":\"gated\",\"parameters\":{\"file\":\"" + gate + "\"}}";
    }

    static HttpResponse<String> send(Api caller, String path, String body, String... headers) {
        HttpRequest.Builder request = caller.request(path).header("Content-Type", "application/json");
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return caller.send(body == null ? request.GET() : request.POST(BodyPublishers.ofString(body)));
    }

    static HttpResponse<String> get(Api caller, String path, String... headers) {
        return send(caller, path, null, headers);
    }

    static JsonObject submitted(Api caller, String body) {
        HttpResponse<String> response = send(caller, "/jobs", body);
        assertEquals(201, response.statusCode(), response::body);
        return Api.json(response.body());
    }

    static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("none");
    }

    static JsonObject ok(HttpResponse<String> response) {
        assertEquals(200, response.statusCode(), response::body);
        return Api.json(response.body());
    }

    static String type(HttpResponse<String> response) {
        return response.statusCode() + " " + Api.json(response.body()).getString("type");
    }
}
