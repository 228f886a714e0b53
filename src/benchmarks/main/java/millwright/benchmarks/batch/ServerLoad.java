package millwright.benchmarks.batch;

import jakarta.json.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** The packaged server's own readers and writers, in job XML. */
final class ServerLoad implements Load {

    private final PackagedServer server;
    private final String writer;

    /** @param writer {@code jdbc} or {@code copy} */
    ServerLoad(PackagedServer server, String writer) {
        this.server = server;
        this.writer = writer;
    }

    @Override
    public OptionalLong process() {
        return server.pid();
    }

    @Override
    public void load(List<Path> files) throws Exception {
        server.run(
                "benchmark-load-" + writer + (files.size() == 1 ? "" : "-partitioned"),
                Json.createObjectBuilder()
                        .add("chunk", Integer.toString(CHUNK))
                        .add("files", files.stream().map(Path::toString).collect(Collectors.joining(",")))
                        .build());
    }

    @Override
    public void close() {
        server.close();
    }
}
