package millwright.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SampleTablesTest {

    private static final int NODES = 4;

    @RegisterExtension
    static final SamplesDatabase DATABASE = new SamplesDatabase();

    @Test
    void bringsAnEmptyDatabaseUpToDateFromSeveralNodesAtOnce() throws Exception { // S1
        CyclicBarrier start = new CyclicBarrier(NODES);
        ExecutorService nodes = Executors.newFixedThreadPool(NODES);
        try {
            List<Future<Integer>> applied = Stream.generate(() -> nodes.submit(() -> {
                        start.await();
                        return SampleTables.migrations(DATABASE.dataSource()).migrate().migrationsExecuted;
                    }))
                    .limit(NODES)
                    .toList();
            int sum = 0;
            for (Future<Integer> node : applied) {
                sum += node.get();
            }
            assertEquals(1, sum);
        } finally {
            nodes.shutdownNow();
        }
        assertEquals(0, count("SELECT count(*) FROM samples.loss_event"));
        assertEquals(0, count("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"));
    }

    private static int count(String sql) throws SQLException {
        try (Connection connection = DATABASE.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
