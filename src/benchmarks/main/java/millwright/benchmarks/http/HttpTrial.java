package millwright.benchmarks.http;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.function.ToLongBiFunction;
import millwright.benchmarks.DatabaseServer;
import millwright.benchmarks.Lines;
import millwright.benchmarks.Meter;

/** One contender measured once: submits and status requests, one and many at a time. */
public final class HttpTrial {

    static final String API = "api";
    static final String ENGINE = "engine";

    private static final int POOL = 20;

    private final DatabaseServer server;
    private final String database;
    private final String contender;
    private final ToLongBiFunction<String, Long> options;
    private final Lines lines;
    private long errors;

    /** @param options gives an option's number, or the default it is asked with */
    public HttpTrial(
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

    /** Whether the task of this name is this one. */
    public static boolean measures(String task) {
        return task.equals("http");
    }

    /** @throws Exception whatever the contender throws */
    public void run() throws Exception {
        switch (contender) {
            case API -> {
                try (ApiUnderLoad api = ApiUnderLoad.start(server, database)) {
                    measure(api);
                }
            }
            case ENGINE -> {
                try (HikariDataSource pool = server.pool(database, POOL);
                        EngineUnderLoad engine = new EngineUnderLoad(pool)) {
                    measure(engine);
                }
            }
            default -> throw new IllegalArgumentException("no contender is named '" + contender + "'");
        }
    }

    private void measure(UnderLoad measured) throws Exception {
        Duration warmUp = Duration.ofSeconds(options.applyAsLong("warm-up-seconds", 10L));
        for (UnderLoad.Kind kind : UnderLoad.Kind.values()) {
            measured.load(kind, HttpCommand.MANY, warmUp);
            measure(measured, kind, 1);
            measure(measured, kind, HttpCommand.MANY);
        }
        lines.print("errors", (double) errors, "requests");
    }

    private void measure(UnderLoad measured, UnderLoad.Kind kind, int atATime) throws Exception {
        server.execute(database, "ANALYZE", "CHECKPOINT");
        Duration time = Duration.ofSeconds(options.applyAsLong("seconds", 10L));
        Meter meter = Meter.start(server, measured.process());
        UnderLoad.Count count = measured.load(kind, atATime, time);
        String name = kind.lines() + "." + atATime + ".";
        lines.print(name + "rate", count.requests() / count.seconds(), "requests/s");
        lines.print(name + "p50", count.p50Millis(), "ms");
        lines.print(name + "p99", count.p99Millis(), "ms");
        meter.print(lines, name, count.requests(), "us/request");
        errors += count.errors();
    }
}
