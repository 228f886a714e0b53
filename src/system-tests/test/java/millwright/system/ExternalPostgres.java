package millwright.system;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A PostgreSQL that no server under test owns, for two nodes on one database. */
final class ExternalPostgres implements AutoCloseable {

    private final EmbeddedPostgres postgres;

    ExternalPostgres() throws IOException {
        postgres = EmbeddedPostgres.start();
    }

    int port() {
        return postgres.getPort();
    }

    /** As an operator would set {@code DATABASE_URL}. */
    String url() {
        return "postgresql://postgres:postgres@127.0.0.1:" + postgres.getPort() + "/postgres";
    }

    String jdbcUrl() {
        return postgres.getJdbcUrl("postgres", "postgres");
    }

    @Override
    public void close() {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
