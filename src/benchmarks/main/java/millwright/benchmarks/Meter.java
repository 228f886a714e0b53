package millwright.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * What a stretch of work cost: time, CPU of this JVM, CPU of all PostgreSQL processes, and CPU of everybody else, which
 * is the noise. PostgreSQL's CPU is known where it runs on this machine, and Linux tells.
 */
public final class Meter {

    private static final double TICKS_PER_SECOND = 100;
    private static final Path PROC = Path.of("/proc");

    private final OptionalLong measured;
    private final OptionalLong postmaster;
    private final long nanos;
    private final long javaNanos;
    private final long postgresTicks;
    private final long busyTicks;

    private Meter(OptionalLong measured, OptionalLong postmaster) throws IOException {
        this.measured = measured;
        this.postmaster = postmaster;
        this.postgresTicks = postgresTicks();
        this.busyTicks = busyTicks();
        this.javaNanos = javaNanos();
        this.nanos = System.nanoTime();
    }

    public static Meter start(DatabaseServer server) throws IOException, SQLException {
        return start(server, OptionalLong.empty());
    }

    /** @param measured the process whose CPU is counted as Java's, by default this JVM */
    public static Meter start(DatabaseServer server, OptionalLong measured) throws IOException, SQLException {
        return new Meter(measured, postmaster(server));
    }

    /** How long ago it was started. */
    public double seconds() {
        return (System.nanoTime() - nanos) / 1e9;
    }

    /** Prints the cost of each of {@code units} jobs done since the start. */
    void print(Lines lines, String prefix, long units) throws IOException {
        print(lines, prefix, units, "us/job");
    }

    /** Prints the cost of each of {@code units} things done since the start. */
    public void print(Lines lines, String prefix, long units, String unit) throws IOException {
        double seconds = seconds();
        double java = (javaNanos() - javaNanos) / 1e9;
        lines.print(prefix + "cpu_java", java * 1e6 / units, unit);
        if (postmaster.isEmpty()) {
            return;
        }
        double postgres = (postgresTicks() - postgresTicks) / TICKS_PER_SECOND;
        lines.print(prefix + "cpu_postgresql", postgres * 1e6 / units, unit);
        lines.print(prefix + "cpu", (java + postgres) * 1e6 / units, unit);
        double all = (busyTicks() - busyTicks) / TICKS_PER_SECOND;
        int processors = Runtime.getRuntime().availableProcessors();
        double foreign = Math.max(0, all - java - postgres) / (seconds * processors);
        lines.print(prefix + "cpu_foreign", foreign * 100, "%");
    }

    private long javaNanos() {
        if (measured.isPresent()) {
            String[] stat = stat(PROC.resolve(Long.toString(measured.getAsLong())));
            return stat.length == 0
                    ? 0
                    : (long) ((Long.parseLong(stat[11]) + Long.parseLong(stat[12])) / TICKS_PER_SECOND * 1e9);
        }
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    /** The parent of the process that serves a connection, if that is a process of this machine. */
    private static OptionalLong postmaster(DatabaseServer server) throws SQLException {
        try (Connection connection = server.connect(server.maintenance())) {
            long backend = DatabaseServer.number(connection, "SELECT pg_backend_pid()");
            String[] stat = stat(PROC.resolve(Long.toString(backend)));
            return stat.length > 0 && name(backend).startsWith("postgres")
                    ? OptionalLong.of(Long.parseLong(stat[1]))
                    : OptionalLong.empty();
        }
    }

    private static String name(long pid) {
        try {
            return Files.readString(PROC.resolve(pid + "/comm"));
        } catch (IOException e) {
            return "";
        }
    }

    private long postgresTicks() throws IOException {
        if (postmaster.isEmpty() || !Files.isDirectory(PROC)) {
            return 0;
        }
        String parent = Long.toString(postmaster.getAsLong());
        long sum = 0;
        try (Stream<Path> processes = Files.list(PROC)) {
            List<Path> numbered = processes
                    .filter(p -> Character.isDigit(p.getFileName().toString().charAt(0)))
                    .toList();
            for (Path process : numbered) {
                sum += ticks(process.getFileName().toString().equals(parent), parent, stat(process));
            }
        }
        return sum;
    }

    /** User and system time; the postmaster's own includes that of its children that have ended. */
    private static long ticks(boolean isPostmaster, String postmaster, String[] stat) {
        if (stat.length == 0 || !(isPostmaster || stat[1].equals(postmaster))) {
            return 0;
        }
        long own = Long.parseLong(stat[11]) + Long.parseLong(stat[12]);
        return isPostmaster ? own + Long.parseLong(stat[13]) + Long.parseLong(stat[14]) : own;
    }

    /** What follows the name in the process's stat file: state, parent and so on; empty when it has ended. */
    private static String[] stat(Path process) {
        try {
            String text = Files.readString(process.resolve("stat"));
            return text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
        } catch (IOException e) {
            return new String[0];
        }
    }

    private static long busyTicks() throws IOException {
        Path stat = PROC.resolve("stat");
        if (!Files.exists(stat)) {
            return 0;
        }
        String[] fields = Files.readAllLines(stat).get(0).trim().split("\\s+", -1);
        // user, nice, system, irq, softirq
        return Stream.of(1, 2, 3, 6, 7)
                .mapToLong(i -> Long.parseLong(fields[i]))
                .sum();
    }
}
