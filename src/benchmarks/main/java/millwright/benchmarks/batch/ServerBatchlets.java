package millwright.benchmarks.batch;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.OptionalLong;

/** The packaged server, in which a job starts and awaits the small ones, as an application would. */
final class ServerBatchlets implements Batchlets {

    private final PackagedServer server;

    ServerBatchlets(PackagedServer server) {
        this.server = server;
    }

    @Override
    public OptionalLong process() {
        return server.pid();
    }

    @Override
    public Count rush(int atATime, Duration time) throws Exception {
        JsonObject result = server.run(
                        "benchmark-batchlet-rush",
                        Json.createObjectBuilder()
                                .add("atATime", atATime)
                                .add("seconds", time.toSeconds())
                                .build())
                .getJsonObject("result");
        return new Count(result.getInt("jobs"), result.getJsonNumber("nanos").longValue() / 1e9);
    }

    @Override
    public void close() {
        server.close();
    }
}
