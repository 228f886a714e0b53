package millwright.benchmarks.http;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import millwright.benchmarks.DatabaseServer;
import millwright.benchmarks.Measurement;
import millwright.benchmarks.Rounds;
import millwright.benchmarks.Rounds.Ratio;
import millwright.benchmarks.Trial;
import millwright.benchmarks.Trial.Task;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What the API costs on top of the engine. */
@Command(
        name = "http",
        description = "Submits and status requests on loopback by wrk (https://github.com/wg/wrk; apt-get install wrk),"
                + " one and 16 at a time: requests/s, p50, p99 and CPU, beside the bare engine")
public final class HttpCommand extends Measurement {

    static final int MANY = 16;

    @Option(names = "--seconds", description = "For how long each is measured (default: ${DEFAULT-VALUE})")
    private int seconds = 10;

    @Option(names = "--warm-up-seconds", description = "And for how long before (default: ${DEFAULT-VALUE})")
    private int warmUpSeconds = 10;

    @Option(names = "--contenders", split = ",", description = "Who is measured (default: ${DEFAULT-VALUE})")
    private List<String> contenders = List.of(HttpTrial.API, HttpTrial.ENGINE);

    /** For picocli. */
    public HttpCommand() {}

    @Override
    public void measure(DatabaseServer server, Rounds rounds) throws IOException, SQLException, InterruptedException {
        if (contenders.contains(HttpTrial.API)) {
            Wrk.check();
        }
        rounds.measure(contenders.stream().map(this::trial).toList(), List.of(own(1), own(MANY)));
    }

    private Trial trial(String contender) {
        return Trial.of("http." + contender, Task.HTTP, contender)
                .with("seconds", seconds)
                .with("warm-up-seconds", warmUpSeconds);
    }

    /** CPU of the server's process for a submit, less that of the bare engine's. */
    private static Ratio own(int atATime) {
        return Ratio.difference(
                "http.api_cpu." + atATime,
                "us/request",
                "http.api.submit." + atATime + ".cpu_java",
                "http.engine.submit." + atATime + ".cpu_java");
    }
}
