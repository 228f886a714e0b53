package millwright.system;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The REST API of a running server, as any client would use it. */
final class Api {

    private static final Duration START = Duration.ofMinutes(2);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String base;
    private final Path tokenFile;

    Api(int port, Path data) {
        this("http://127.0.0.1:" + port, data.resolve("admin-token"));
    }

    /** Of an application at {@code base}, whose administrator's token is in this file. */
    Api(String base, Path tokenFile) {
        this.base = base;
        this.tokenFile = tokenFile;
    }

    /** Waits until {@code /health/ready} says so. */
    Api awaitReady(Millwright server) {
        Await.until("the server is ready", START, () -> {
            if (!server.isAlive()) {
                throw new AssertionError("the server ended; it printed:\n" + server.output());
            }
            return statusOf("/health/ready").equals(Optional.of(200));
        });
        return this;
    }

    /** The status, or empty when nobody answers. */
    Optional<Integer> statusOf(String path) {
        try {
            return Optional.of(client.send(
                            HttpRequest.newBuilder(URI.create(base + path))
                                    .timeout(Duration.ofSeconds(10))
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode());
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** The whole address of a path of the server. */
    String address(String path) {
        return base + path;
    }

    String token() {
        try {
            return Files.readString(tokenFile).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    HttpResponse<String> post(String path, String body) {
        return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    HttpResponse<String> delete(String path) {
        return send(request(path).DELETE());
    }

    HttpRequest.Builder request(String path) {
        return plainRequest("/api/v1" + path).header("Authorization", "Bearer " + token());
    }

    /** A request to any path of the server, without a token. */
    HttpRequest.Builder plainRequest(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(90));
    }

    /** An answer that is read as it comes. */
    HttpResponse<InputStream> open(String path) {
        try {
            return client.send(
                    plainRequest(path)
                            .header("Authorization", "Bearer " + token())
                            .build(),
                    BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    CompletableFuture<HttpResponse<String>> sendAsync(HttpRequest.Builder request) {
        return client.sendAsync(request.build(), BodyHandlers.ofString());
    }

    /** Submits the sample job with these parameters, given as JSON; its id. */
    String submit(String parameters) {
        HttpResponse<String> response =
                post("/jobs", "{\"definition\":\"operational-risk-capital\",\"parameters\":" + parameters + "}");
        if (response.statusCode() != 201) {
            throw new AssertionError("submit answered " + response.statusCode() + ": " + response.body());
        }
        return json(response.body()).getString("id");
    }

    JsonObject job(String id) {
        HttpResponse<String> response = get("/jobs/" + id);
        if (response.statusCode() != 200) {
            throw new AssertionError("job " + id + ": " + response.statusCode() + " " + response.body());
        }
        return json(response.body());
    }

    /** Waits until the job is over; the job. */
    JsonObject awaitOver(String id, Duration atMost) {
        return Await.value(
                "job " + id + " is over", atMost, () -> Optional.of(job(id)).filter(job -> !job.isNull("finished_at")));
    }

    static JsonObject json(String text) {
        try (var reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }
}
