package millwright.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import millwright.benchmarks.batch.BatchTrial;
import millwright.benchmarks.http.HttpTrial;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the JVM of one trial does; started by the other commands. */
@Command(name = "trial", hidden = true)
final class TrialCommand implements Callable<Integer> {

    private static final int POOL = 20;

    @Parameters(index = "0")
    private String task;

    @Parameters(index = "1")
    private String contender;

    @Parameters(index = "2")
    private String database;

    @Option(names = "--option")
    private Map<String, Long> options = new HashMap<>();

    private DatabaseServer server;
    private PrintStream out = System.out;

    /** In this JVM. */
    static void run(DatabaseServer server, PrintStream out, List<String> arguments) {
        TrialCommand command = new TrialCommand();
        command.server = server;
        command.out = out;
        int code = new CommandLine(command)
                .execute(arguments.subList(1, arguments.size()).toArray(String[]::new));
        if (code != 0) {
            throw new IllegalStateException("the trial " + arguments + " failed");
        }
    }

    @Override
    public Integer call() throws Exception {
        if (server == null) {
            server = DatabaseServer.of(System.getenv(MeasuredPostgres.URL));
        }
        if (BatchTrial.measures(task)) {
            new BatchTrial(server, database, contender, this::number, new Lines(out)).run(task);
            return 0;
        }
        if (HttpTrial.measures(task)) {
            new HttpTrial(server, database, contender, this::number, new Lines(out)).run();
            return 0;
        }
        int workers = (int) number("workers", 8);
        HikariDataSource pool = server.pool(database, POOL);
        try (Contender measured = contender(pool, workers)) {
            Bench bench = new Bench(server, database, pool, measured, contender, this::number, new Lines(out));
            switch (task) {
                case "drain" -> new DrainTask(bench).run();
                case "submit" -> new SubmitTask(bench).run();
                case "latency" -> new LatencyTask(bench).run();
                case "submitter" -> new LatencyTask(bench).submit();
                case "held" -> new HeldTask(bench).run();
                case "memory" -> new MemoryTask(bench).run();
                default -> throw new IllegalArgumentException("no task is named '" + task + "'");
            }
        }
        return 0;
    }

    private long number(String option, long otherwise) {
        return options.getOrDefault(option, otherwise);
    }

    private Contender contender(HikariDataSource pool, int workers) {
        return switch (contender) {
            case Contender.MILLWRIGHT -> new MillwrightNode(pool, workers);
            case Contender.DB_SCHEDULER -> new DbScheduler(pool, DbScheduler.Polling.LOCK_AND_FETCH);
            case Contender.DB_SCHEDULER_FETCH -> new DbScheduler(pool, DbScheduler.Polling.FETCH);
            case Contender.BARE_JDBC -> new BareJdbc(pool);
            default -> throw new IllegalArgumentException("no contender is named '" + contender + "'");
        };
    }
}
