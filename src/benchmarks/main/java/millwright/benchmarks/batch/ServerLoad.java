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
    private final int chunk;

    /**
     * @param writer {@link Load#JDBC} or {@link Load#COPY}
     * @param chunk rows between two commits
     */
    ServerLoad(PackagedServer server, String writer, int chunk) {
        this.server = server;
        this.writer = writer;
        this.chunk = chunk;
    }

    /** The job that loads one file. */
    static String definition(String writer) {
        return "benchmark-load-" + writer;
    }

    @Override
    public OptionalLong process() {
        return server.pid();
    }

    @Override
    public void load(List<Path> files) throws Exception {
        server.run(
                definition(writer) + (files.size() == 1 ? "" : "-partitioned"),
                Json.createObjectBuilder()
                        .add("chunk", Integer.toString(chunk))
                        .add("files", files.stream().map(Path::toString).collect(Collectors.joining(",")))
                        .build());
    }

    @Override
    public void close() {
        server.close();
    }
}
