package millwright.benchmarks.batch;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import millwright.benchmarks.DatabaseServer;

/** Millwright as it is delivered, in a process of its own, with the benchmarks' job jar, on the database of the trial. */
public final class PackagedServer implements AutoCloseable {

    private static final long START_SECONDS = 300;
    private static final long POLL_MILLIS = 50;
    private static final int WORKERS = 10;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Process process;
    private final Path data;
    private final String base;

    private PackagedServer(Process process, Path data, String base) {
        this.process = process;
        this.data = data;
        this.base = base;
    }

    /** Returns when it is ready. */
    static PackagedServer start(DatabaseServer server, String database) throws IOException {
        return start(server, database, Map.of());
    }

    /** @param environment what it is told beside, by the names of its configuration keys in the environment */
    public static PackagedServer start(DatabaseServer server, String database, Map<String, String> environment)
            throws IOException {
        Path data = Files.createTempDirectory("millwright-benchmark");
        int port = freePort();
        ProcessBuilder builder = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx512m",
                        "-jar",
                        built("server/target/millwright.jar").toString(),
                        "serve",
                        "--jobs",
                        built("benchmarks/jobs/target/millwright-benchmark-jobs.jar")
                                .toString(),
                        "--port",
                        "" + port,
                        "--data",
                        data.toString())
                .redirectErrorStream(true)
                .redirectOutput(data.resolve("output.txt").toFile());
        builder.environment().put("DATABASE_URL", server.address(database).toString());
        builder.environment().put("MILLWRIGHT_QUEUE_WORKERS", "" + WORKERS);
        builder.environment().putAll(environment);
        PackagedServer started = new PackagedServer(builder.start(), data, "http://127.0.0.1:" + port);
        started.awaitReady();
        return started;
    }

    /** A file that the build of this project made, found from where these classes are. */
    private static Path built(String path) {
        try {
            Path classes = Path.of(PackagedServer.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            Path file = classes.resolve("../../..").resolve(path).normalize();
            if (!Files.exists(file)) {
                throw new IllegalStateException(file + " is not there: mvn -DskipTests package makes it");
            }
            return file;
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void awaitReady() throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (!isReady()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                String output = Files.readString(data.resolve("output.txt"));
                close();
                throw new IllegalStateException("the server is not ready; it printed:\n" + output);
            }
            pause();
        }
    }

    private boolean isReady() {
        try {
            return client.send(
                                    HttpRequest.newBuilder(URI.create(base + "/health/ready"))
                                            .build(),
                                    BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    /** Submits a job and waits until it is over. */
    JsonObject run(String definition, JsonObject parameters) throws IOException {
        JsonObject submitted = post(
                "/jobs",
                Json.createObjectBuilder()
                        .add("definition", definition)
                        .add("parameters", parameters)
                        .build());
        while (true) {
            JsonObject job = get("/jobs/" + submitted.getString("id"));
            if (!job.isNull("finished_at")) {
                if (!job.getString("state").equals("COMPLETED")) {
                    throw new IllegalStateException(job.toString());
                }
                return job;
            }
            pause();
        }
    }

    /** What the API answers to {@code path}. */
    public JsonObject get(String path) throws IOException {
        return send(request(path).GET());
    }

    public JsonObject post(String path, JsonObject body) throws IOException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString())));
    }

    /** Where the API is, such as {@code http://127.0.0.1:8080/api/v1}. */
    public String address() {
        return base + "/api/v1";
    }

    public String token() throws IOException {
        return Files.readString(data.resolve("admin-token")).strip();
    }

    private HttpRequest.Builder request(String path) throws IOException {
        return HttpRequest.newBuilder(URI.create(base + "/api/v1" + path))
                .timeout(Duration.ofMinutes(1))
                .header("Authorization", "Bearer " + token());
    }

    private JsonObject send(HttpRequest.Builder request) throws IOException {
        try {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new IllegalStateException(response.statusCode() + " " + response.body());
            }
            try (JsonReader reader = Json.createReader(new StringReader(response.body()))) {
                return reader.readObject();
            }
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static IllegalStateException interrupted() {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted");
    }

    public OptionalLong pid() {
        return OptionalLong.of(process.pid());
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        delete();
    }

    private void delete() {
        try (Stream<Path> files = Files.walk(data)) {
            List<Path> deepestFirst =
                    files.sorted((one, other) -> other.compareTo(one)).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            System.err.println("# " + data + " is left behind: " + e.getMessage());
        }
    }
}
