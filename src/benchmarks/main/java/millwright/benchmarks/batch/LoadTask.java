package millwright.benchmarks.batch;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.function.ToLongBiFunction;
import millwright.benchmarks.DatabaseServer;
import millwright.benchmarks.Lines;
import millwright.benchmarks.Meter;
import millwright.benchmarks.jobs.Customer;

/** Loads the rows once to warm up, and once to measure, and checks what is in the table then. */
final class LoadTask {

    private static final Path FOLDER = Path.of(System.getProperty("java.io.tmpdir"), "millwright-benchmarks");

    private final DatabaseServer server;
    private final String database;
    private final ToLongBiFunction<String, Long> options;
    private final Lines lines;

    LoadTask(DatabaseServer server, String database, ToLongBiFunction<String, Long> options, Lines lines) {
        this.server = server;
        this.database = database;
        this.options = options;
        this.lines = lines;
    }

    void run(Load load) throws Exception {
        int parts = Math.toIntExact(options.applyAsLong("parts", 1L));
        int rows = Math.toIntExact(options.applyAsLong("rows", 1_000_000L));
        int warmUp = Math.toIntExact(options.applyAsLong("warm-up", 100_000L));
        server.execute(database, Customer.TABLE);
        load.load(new CustomerFiles(FOLDER, warmUp).in(parts));
        server.execute(database, "TRUNCATE customer", "CHECKPOINT");

        List<Path> files = new CustomerFiles(FOLDER, rows).in(parts);
        Meter meter = Meter.start(server, load.process());
        load.load(files);
        double seconds = meter.seconds();

        lines.print("rate", rows / seconds, "rows/s");
        meter.print(lines, "", rows, "us/row");
        long loaded = server.number(database, "SELECT count(*) FROM customer");
        if (loaded != rows) {
            throw new IllegalStateException(loaded + " of " + rows + " rows are in the table");
        }
        checkSum(files);
    }

    /** L1: rows that were left out, taken twice or changed in another way would show. */
    private void checkSum(List<Path> files) throws SQLException, IOException {
        BigDecimal expected = CustomerFiles.sum(files);
        BigDecimal sum = new BigDecimal(server.text(database, "SELECT sum(amount) FROM customer"));
        if (sum.compareTo(expected) != 0) {
            throw new IllegalStateException("the rows' sum is " + sum + ", expected " + expected);
        }
        // in whole units, which a double holds
        lines.print("sum", sum.setScale(0, RoundingMode.HALF_UP).toString(), "units");
    }
}
