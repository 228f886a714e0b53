package millwright.benchmarks;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Drains before and after a time of steady work during which somebody else keeps a transaction open. */
final class HeldTask {

    private final Bench bench;
    private final DrainTask drain;

    HeldTask(Bench bench) {
        this.bench = bench;
        this.drain = new DrainTask(bench);
    }

    void run() throws SQLException, IOException, InterruptedException {
        drain.warmUp();
        drain.drain(bench.lines(), "begin.");
        try (Connection holder = bench.server().connect(bench.database())) {
            hold(holder, bench.number("snapshot", 0) == 1);
            int jobs = workSteadily();
            bench.lines().print("jobs_meanwhile", jobs, "jobs");
            drain.drain(bench.lines(), "end.");
            holder.rollback();
        }
    }

    private static void hold(Connection holder, boolean snapshot) throws SQLException {
        holder.setAutoCommit(false);
        if (snapshot) {
            holder.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        }
        try (Statement statement = holder.createStatement()) {
            statement.execute(snapshot ? "SELECT count(*) FROM pg_class" : "SELECT pg_current_xact_id()");
        }
    }

    private int workSteadily() throws SQLException, InterruptedException {
        int perSecond = bench.number("rate", 500);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(bench.number("seconds", 600));
        bench.contender().join();
        int submitted = 0;
        Work work = Work.expect(0);
        bench.contender().run(bench.workers());
        for (long next = System.nanoTime(); next < end; next += 1_000_000_000L) {
            for (long wait = next - System.nanoTime(); wait > 0; wait = next - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            bench.contender().fill(perSecond);
            submitted += perSecond;
        }
        while (work.begun() < submitted) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        bench.contender().leave();
        return submitted;
    }
}
