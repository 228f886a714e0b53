package millwright.benchmarks;

import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Option;

/** What the measuring commands have in common: a PostgreSQL, a number of runs, and how the result is printed. */
public abstract class Measurement implements Callable<Integer> {

    @Option(names = "--runs", description = "How often each contender is measured (default: ${DEFAULT-VALUE})")
    int runs = 5;

    @Option(names = "--workers", description = "Worker threads of a node (default: ${DEFAULT-VALUE})")
    protected int workers = 8;

    @Option(
            names = "--warm-up",
            description =
                    "Jobs run before measuring, a tenth where they go one by one, so that what is measured is compiled:"
                            + " a server runs for weeks (default: ${DEFAULT-VALUE})")
    int warmUp = 50_000;

    @Option(
            names = "--database-url",
            defaultValue = "${env:DATABASE_URL:-}",
            description = "postgresql://user:password@host:port/database, by default the environment's DATABASE_URL;"
                    + " without either, a PostgreSQL is started")
    String databaseUrl;

    /** For the smoke test: all in this JVM, which proves that it runs and measures nothing. */
    @Option(names = "--one-jvm", hidden = true)
    boolean oneJvm;

    @Override
    public final Integer call() throws IOException, SQLException, InterruptedException {
        try (MeasuredPostgres postgres = MeasuredPostgres.open(databaseUrl)) {
            if (!oneJvm) {
                postgres.refuseUnsafe();
            }
            Lines lines = new Lines(System.out);
            Machine.describe(postgres.server(), lines);
            Rounds rounds = new Rounds(lines, new Trials(postgres.server(), oneJvm)::run, runs);
            try {
                measure(postgres.server(), rounds);
            } finally {
                postgres.dropDatabases();
            }
        }
        return 0;
    }

    public abstract void measure(DatabaseServer server, Rounds rounds)
            throws IOException, SQLException, InterruptedException;

    /** A trial with the options all of them have. */
    protected Trial trial(String name, Trial.Task task, String contender) {
        return Trial.of(name, task, contender).with("workers", workers).with("warm-up", warmUp);
    }
}
