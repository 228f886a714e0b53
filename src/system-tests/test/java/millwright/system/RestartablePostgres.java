package millwright.system;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;

/** A PostgreSQL that keeps its data and its port when it is stopped and started again. */
final class RestartablePostgres implements AutoCloseable {

    private final Path data;
    private final int port = Millwright.freePort();
    private EmbeddedPostgres postgres;

    RestartablePostgres(Path data) throws IOException {
        this.data = data;
        start();
    }

    private void start() throws IOException {
        postgres = EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
    }

    void restart() throws IOException {
        postgres.close();
        start();
    }

    String url() {
        return "postgresql://postgres:postgres@127.0.0.1:" + port + "/postgres";
    }

    String jdbcUrl() {
        return postgres.getJdbcUrl("postgres", "postgres");
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
