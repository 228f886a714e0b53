package millwright.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Somebody else's WAR on a Payara Micro and a PostgreSQL that know nothing of Millwright. */
final class ForeignServer implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(3);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExternalPostgres postgres;
    private final Millwright process;
    private final String root;
    private final Path tokenFile;

    ForeignServer(Path war, Path folder) throws IOException {
        int port = Millwright.freePort();
        root = "http://127.0.0.1:" + port;
        tokenFile = folder.resolve("token");
        postgres = new ExternalPostgres();
        process = Millwright.start(
                folder,
                Map.of("CAREERS_DATABASE", postgres.jdbcUrl(), "MILLWRIGHT_ACCESS_TOKEN_FILE", tokenFile.toString()),
                command(war, folder, port));
    }

    private static List<String> command(Path war, Path folder, int port) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-jar",
                System.getProperty("millwright.payara"),
                "--nohazelcast",
                "--rootdir",
                folder.resolve("payara").toString(),
                "--port",
                "" + port,
                "--deploy",
                war.toString(),
                "--contextroot",
                "careers");
    }

    /** Waits until the application answers. */
    ForeignServer awaitReady() {
        Await.until("the application answers", START, () -> {
            if (!process.isAlive()) {
                throw new AssertionError("the server ended; it printed:\n" + process.output());
            }
            return answers();
        });
        return this;
    }

    private boolean answers() {
        try {
            return send(request("/api/jobs").GET()).statusCode() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /** A request to the application. */
    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(root + "/careers" + path)).timeout(Duration.ofSeconds(30));
    }

    HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    /** What it answers to this text. */
    String post(String path, String text) {
        HttpResponse<String> response =
                send(request(path).header("Content-Type", "text/plain").POST(BodyPublishers.ofString(text)));
        if (response.statusCode() != 200) {
            throw new AssertionError(path + ": " + response.statusCode() + " " + response.body() + "\n" + output());
        }
        return response.body();
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

    /** Millwright's API in it. */
    Api millwright() {
        return new Api(root + "/careers", tokenFile);
    }

    String jdbcUrl() {
        return postgres.jdbcUrl();
    }

    String output() {
        return process.output();
    }

    @Override
    public void close() {
        try {
            process.close();
        } finally {
            postgres.close();
        }
    }
}
