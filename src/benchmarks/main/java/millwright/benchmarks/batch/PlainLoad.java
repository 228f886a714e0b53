package millwright.benchmarks.batch;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import millwright.benchmarks.jobs.Customer;
import millwright.benchmarks.jobs.CustomerLine;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;

/** No engine at all: a loop that parses, checks and writes, by JDBC batches or by COPY, a commit every chunk. */
final class PlainLoad implements Load {

    private static final String COPY = "COPY customer FROM STDIN";

    private final DataSource pool;
    private final boolean copying;

    PlainLoad(DataSource pool, boolean copying) {
        this.pool = pool;
        this.copying = copying;
    }

    @Override
    public void load(List<Path> files) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(files.size());
        try {
            for (Future<Void> part : threads.invokeAll(files.stream()
                    .<java.util.concurrent.Callable<Void>>map(file -> () -> loadOne(file))
                    .toList())) {
                part.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private Void loadOne(Path file) throws IOException, SQLException {
        try (BufferedReader lines = Files.newBufferedReader(file);
                Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            if (copying) {
                copy(lines, connection);
            } else {
                insert(lines, connection);
            }
            connection.commit();
        }
        return null;
    }

    private static void insert(BufferedReader lines, Connection connection) throws IOException, SQLException {
        try (PreparedStatement insert = connection.prepareStatement(Customer.INSERT)) {
            int inChunk = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Customer.of(CustomerLine.parse(line)).bind(insert);
                insert.addBatch();
                if (++inChunk == CHUNK) {
                    insert.executeBatch();
                    connection.commit();
                    inChunk = 0;
                }
            }
            insert.executeBatch();
        }
    }

    private static void copy(BufferedReader lines, Connection connection) throws IOException, SQLException {
        CopyManager manager = connection.unwrap(PGConnection.class).getCopyAPI();
        StringBuilder chunk = new StringBuilder();
        int inChunk = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Customer.of(CustomerLine.parse(line)).appendTo(chunk);
            if (++inChunk == CHUNK) {
                send(manager, chunk);
                connection.commit();
                inChunk = 0;
            }
        }
        send(manager, chunk);
    }

    private static void send(CopyManager manager, StringBuilder chunk) throws SQLException {
        byte[] bytes = chunk.toString().getBytes(StandardCharsets.UTF_8);
        CopyIn copy = manager.copyIn(COPY);
        copy.writeToCopy(bytes, 0, bytes.length);
        copy.endCopy();
        chunk.setLength(0);
    }
}
