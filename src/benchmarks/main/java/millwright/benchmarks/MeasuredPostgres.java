package millwright.benchmarks;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;

/** The PostgreSQL of one command: the one DATABASE_URL names, else one of its own that goes with it. */
final class MeasuredPostgres implements AutoCloseable {

    static final String URL = "DATABASE_URL";

    private final DatabaseServer server;
    private final Optional<EmbeddedPostgres> embedded;

    private MeasuredPostgres(DatabaseServer server, Optional<EmbeddedPostgres> embedded) {
        this.server = server;
        this.embedded = embedded;
    }

    /** @param url or blank */
    static MeasuredPostgres open(String url) throws IOException {
        return url.isBlank() ? embedded() : new MeasuredPostgres(DatabaseServer.of(url), Optional.empty());
    }

    /** With PostgreSQL's own defaults, and what zonky switches off for tests switched on again. */
    private static MeasuredPostgres embedded() throws IOException {
        EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
        String url = "postgresql://postgres@127.0.0.1:" + postgres.getPort() + "/postgres";
        return new MeasuredPostgres(DatabaseServer.of(url), Optional.of(postgres));
    }

    /** B2: figures without it are another product's. */
    void refuseUnsafe() throws SQLException {
        for (String setting : new String[] {"fsync", "synchronous_commit", "full_page_writes"}) {
            String value = server.text(server.maintenance(), "SHOW " + setting);
            if (!value.equals("on")) {
                throw new IllegalStateException(setting + " is '" + value + "', expected 'on'");
            }
        }
    }

    DatabaseServer server() {
        return server;
    }

    void dropDatabases() throws SQLException {
        for (String database : server.ours()) {
            server.drop(database);
        }
    }

    @Override
    public void close() throws IOException {
        if (embedded.isPresent()) {
            embedded.get().close();
        }
    }
}
