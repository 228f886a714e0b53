package millwright.server.demo;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.stream.Collectors;
import millwright.server.console.StartFailure;

/** The few calls of the REST API that running a job takes. */
final class ApiClient {
    // over HTTP/2 Payara now and then closes the connection in the middle of an answer
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final String url;
    private final String token;

    ApiClient(String url, String token) {
        this.url = url;
        this.token = token;
    }

    /** @throws StartFailure with what the server says if it does not take the job */
    Job submit(String definition, JsonObject parameters) throws InterruptedException {
        JsonObject body = Json.createObjectBuilder()
                .add("definition", definition)
                .add("parameters", parameters)
                .build();
        return Job.of(json(request("/api/v1/jobs")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString()))
                .build()));
    }

    Job job(String id) throws InterruptedException {
        return Job.of(json(request("/api/v1/jobs/" + id).build()));
    }

    /** What /health/ready answers now; empty if it says the server is ready. */
    static String whyNotReady(String url) throws InterruptedException {
        try {
            HttpResponse<String> response = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(url + "/health/ready"))
                                    .timeout(Duration.ofSeconds(10))
                                    .build(),
                            BodyHandlers.ofString());
            return response.statusCode() == 200 ? "" : "status " + response.statusCode() + " " + response.body();
        } catch (IOException e) {
            return StartFailure.reason(e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofSeconds(30))
                .header("Accept", "application/json")
                .header("Authorization", "Bearer " + token);
    }

    private JsonObject json(HttpRequest request) throws InterruptedException {
        String what = request.method() + " " + request.uri().getPath();
        try {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            try (JsonReader reader = Json.createReader(new StringReader(response.body()))) {
                JsonObject body = reader.readObject();
                if (response.statusCode() / 100 != 2) {
                    throw new StartFailure(what + " answers " + response.statusCode() + ": " + problem(body));
                }
                return body;
            } catch (JsonException e) {
                throw new StartFailure(
                        what + " answers " + response.statusCode() + " without JSON; see the server's log", e);
            }
        } catch (IOException e) {
            throw new StartFailure(what + " fails: " + StartFailure.reason(e) + "; see the server's log", e);
        }
    }

    /** A problem document (RFC 9457) in one line. */
    static String problem(JsonObject problem) {
        String detail = problem.getString("detail", problem.getString("title", "no reason given"));
        if (problem.getOrDefault("errors", JsonValue.NULL).getValueType() != JsonValue.ValueType.ARRAY) {
            return detail;
        }
        return problem.getJsonArray("errors").getValuesAs(JsonObject.class).stream()
                .map(each -> each.getString("pointer", "") + " " + each.getString("detail", ""))
                .map(String::strip)
                .collect(Collectors.joining("; ", detail + " - ", ""));
    }
}
