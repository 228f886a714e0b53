package millwright.benchmarks.batch;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.sql.SQLException;
import java.util.function.ToLongBiFunction;
import millwright.benchmarks.DatabaseServer;
import millwright.benchmarks.Lines;

/** One contender measured once with batch jobs, in this JVM. */
public final class BatchTrial {

    private static final int POOL = 16;

    private final DatabaseServer server;
    private final String database;
    private final String contender;
    private final ToLongBiFunction<String, Long> options;
    private final Lines lines;

    /** @param options gives an option's number, or the default it is asked with */
    public BatchTrial(
            DatabaseServer server,
            String database,
            String contender,
            ToLongBiFunction<String, Long> options,
            Lines lines) {
        this.server = server;
        this.database = database;
        this.contender = contender;
        this.options = options;
        this.lines = lines;
    }

    /** Whether the task of this name is one of batch jobs. */
    public static boolean measures(String task) {
        return task.equals("load") || task.equals("batchlets");
    }

    /** @throws Exception whatever the contender's engine throws */
    public void run(String task) throws Exception {
        try (HikariDataSource pool = server.pool(database, POOL)) {
            if (task.equals("load")) {
                try (Load load = load(pool)) {
                    new LoadTask(server, database, options, lines).run(load);
                }
            } else {
                try (Batchlets batchlets = batchlets(pool)) {
                    new BatchletsTask(server, options, lines).run(batchlets);
                }
            }
        }
    }

    private Load load(HikariDataSource pool) throws IOException, SQLException {
        return switch (contender) {
            case Load.MILLWRIGHT_JDBC -> millwright(Load.JDBC);
            case Load.MILLWRIGHT_COPY -> millwright(Load.COPY);
            case Load.SPRING_BATCH -> new SpringBatch(pool);
            case Load.JBERET -> new JBeretSe(pool);
            case Load.PLAIN_JDBC -> new PlainLoad(pool, false);
            case Load.PLAIN_COPY -> new PlainLoad(pool, true);
            default -> throw new IllegalArgumentException("no contender is named '" + contender + "'");
        };
    }

    private Load millwright(String writer) throws IOException {
        int chunk = Math.toIntExact(options.applyAsLong("chunk", (long) Load.CHUNK));
        return new ServerLoad(PackagedServer.start(server, database), writer, chunk);
    }

    private Batchlets batchlets(HikariDataSource pool) throws IOException, SQLException {
        return switch (contender) {
            case Batchlets.MILLWRIGHT -> new ServerBatchlets(PackagedServer.start(server, database));
            case Load.SPRING_BATCH -> new CallerBatchlets(new SpringBatch(pool));
            case Load.JBERET -> new CallerBatchlets(new JBeretSe(pool));
            default -> throw new IllegalArgumentException("no contender is named '" + contender + "'");
        };
    }
}
