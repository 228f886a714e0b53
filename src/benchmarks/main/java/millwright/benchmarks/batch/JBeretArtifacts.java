package millwright.benchmarks.batch;

import jakarta.batch.api.AbstractBatchlet;
import jakarta.batch.api.BatchProperty;
import jakarta.batch.api.chunk.AbstractItemReader;
import jakarta.batch.api.chunk.AbstractItemWriter;
import jakarta.batch.api.chunk.ItemProcessor;
import jakarta.batch.api.partition.PartitionMapper;
import jakarta.batch.api.partition.PartitionPlan;
import jakarta.batch.api.partition.PartitionPlanImpl;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import javax.sql.DataSource;
import millwright.benchmarks.jobs.Customer;
import millwright.benchmarks.jobs.CustomerLine;

/** What the jobs for JBeret SE are made of, by class name. */
public final class JBeretArtifacts {

    private static volatile DataSource pool;

    private JBeretArtifacts() {}

    static void use(DataSource dataSource) {
        pool = dataSource;
    }

    /** Reads lines; a restart would read over those that were committed. */
    public static class Reader extends AbstractItemReader {

        @Inject
        @BatchProperty
        String file;

        private BufferedReader lines;
        private long read;

        @Override
        public void open(Serializable checkpoint) throws IOException {
            lines = Files.newBufferedReader(Path.of(file));
            long committed = checkpoint == null ? 0 : (Long) checkpoint;
            while (read < committed) {
                readItem();
            }
        }

        @Override
        public Object readItem() throws IOException {
            String line = lines.readLine();
            if (line == null) {
                return null;
            }
            read++;
            return CustomerLine.parse(line);
        }

        @Override
        public Serializable checkpointInfo() {
            return read;
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }

    /** Checks and changes a row. */
    public static class Processor implements ItemProcessor {

        @Override
        public Object processItem(Object line) {
            return Customer.of((CustomerLine) line);
        }
    }

    /** L2: a connection and a commit of its own. */
    public static class Writer extends AbstractItemWriter {

        private Connection connection;
        private PreparedStatement insert;

        @Override
        public void open(Serializable checkpoint) throws SQLException {
            connection = pool.getConnection();
            connection.setAutoCommit(false);
            insert = connection.prepareStatement(Customer.INSERT);
        }

        @Override
        public void writeItems(List<Object> items) throws SQLException {
            for (Object item : items) {
                ((Customer) item).bind(insert);
                insert.addBatch();
            }
            insert.executeBatch();
            connection.commit();
        }

        @Override
        public void close() throws SQLException {
            if (connection != null) {
                connection.close();
            }
        }
    }

    /** A partition a file. */
    public static class Parts implements PartitionMapper {

        @Inject
        @BatchProperty
        String files;

        @Override
        public PartitionPlan mapPartitions() {
            List<String> each = List.of(files.split(",", -1));
            PartitionPlanImpl plan = new PartitionPlanImpl();
            plan.setPartitions(each.size());
            plan.setThreads(each.size());
            plan.setPartitionProperties(each.stream()
                    .map(file -> {
                        Properties properties = new Properties();
                        properties.setProperty("file", file);
                        return properties;
                    })
                    .toArray(Properties[]::new));
            return plan;
        }
    }

    /** Does nothing. */
    public static class Batchlet extends AbstractBatchlet {

        @Override
        public String process() {
            return "OK";
        }
    }
}
