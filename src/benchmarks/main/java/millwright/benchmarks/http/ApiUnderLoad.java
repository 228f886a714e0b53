package millwright.benchmarks.http;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import millwright.benchmarks.DatabaseServer;
import millwright.benchmarks.batch.PackagedServer;

/** The packaged server and wrk, without a limit on requests: that would be what is measured. */
final class ApiUnderLoad implements UnderLoad {

    private static final Map<String, String> UNLIMITED = Map.of("MILLWRIGHT_ACCESS_RATE_LIMIT", "0");
    private static final int ASKED_FOR = 200;

    private final PackagedServer server;
    private final Path folder;

    private ApiUnderLoad(PackagedServer server, Path folder) {
        this.server = server;
        this.folder = folder;
    }

    /** Its queue is paused: submitting is measured, not what jobs do. */
    static ApiUnderLoad start(DatabaseServer server, String database) throws IOException {
        Path folder = Files.createTempDirectory("millwright-wrk");
        ApiUnderLoad api = new ApiUnderLoad(PackagedServer.start(server, database, UNLIMITED), folder);
        try {
            api.server.post(
                    "/queues/default/pause",
                    Json.createObjectBuilder().add("reason", "measured").build());
            return api;
        } catch (IOException | RuntimeException e) {
            api.close();
            throw e;
        }
    }

    @Override
    public Count load(Kind kind, int atATime, Duration time) throws IOException, InterruptedException {
        Files.write(ids(), kind == Kind.STATUS ? someIds() : List.of());
        return new Wrk(folder, server.address(), server.token()).run(kind, atATime, time, ids());
    }

    private Path ids() {
        return folder.resolve("ids");
    }

    private List<String> someIds() throws IOException {
        return server.get("/jobs?limit=" + ASKED_FOR).getJsonArray("items").getValuesAs(JsonObject.class).stream()
                .map(job -> job.getString("id"))
                .toList();
    }

    @Override
    public OptionalLong process() {
        return server.pid();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (String file : List.of("ids", Wrk.SCRIPT)) {
            Files.deleteIfExists(folder.resolve(file));
        }
        Files.delete(folder);
    }
}
