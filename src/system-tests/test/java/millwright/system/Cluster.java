package millwright.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Nodes of the packaged server on one database, started, killed and started again. */
final class Cluster implements AutoCloseable {

    private final Path folder;
    private final Path jobs;
    private final Map<String, String> environment;
    private final List<Node> nodes = new ArrayList<>();

    /** One of the nodes, whichever process it is now. */
    static final class Node {
        private final Path data;
        private Millwright process;
        private Api api;

        private Node(Path data) {
            this.data = data;
        }

        Millwright process() {
            return process;
        }

        Api api() {
            return api;
        }
    }

    Cluster(Path folder, Path jobs, String databaseUrl, Map<String, String> settings) {
        this.folder = folder;
        this.jobs = jobs;
        this.environment = new HashMap<>(settings);
        environment.put("DATABASE_URL", databaseUrl);
    }

    /** Starts {@code count} nodes, the first alone: it makes the schema and the token that all of them take. */
    void start(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            Node node = startAnother();
            if (i == 0) {
                node.api.awaitReady(node.process);
            }
        }
        for (Node node : nodes) {
            node.api.awaitReady(node.process);
        }
    }

    /** A node more; to be followed by {@link Api#awaitReady}. */
    Node startAnother() throws IOException {
        Node node = new Node(Files.createDirectories(folder.resolve("node-" + nodes.size())));
        if (!nodes.isEmpty()) {
            Files.writeString(node.data.resolve("admin-token"), nodes.get(0).api.token());
        }
        nodes.add(node);
        start(node);
        return node;
    }

    /** Starts the node's process; to be followed by {@link Api#awaitReady}. */
    void start(Node node) {
        int port = Millwright.freePort();
        node.process = Millwright.run(
                folder, environment, "serve", "--port", "" + port, "--data", "" + node.data, "--jobs", "" + jobs);
        node.api = new Api(port, node.data);
    }

    Node node(int index) {
        return nodes.get(index);
    }

    /** What every node printed, for the message of a failed test. */
    String output() {
        StringBuilder all = new StringBuilder();
        nodes.forEach(node ->
                all.append("--- ").append(node.data.getFileName()).append('\n').append(node.process.output()));
        return all.toString();
    }

    @Override
    public void close() {
        nodes.forEach(node -> node.process.close());
    }
}
