package millwright.benchmarks;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Runs trials, each in a JVM of its own, and reads their lines. */
final class Trials {

    private final DatabaseServer server;
    private final boolean oneJvm;

    Trials(DatabaseServer server, boolean oneJvm) {
        this.server = server;
        this.oneJvm = oneJvm;
    }

    /** The lines {@code trial} printed, without its name. */
    List<String> run(Trial trial) throws IOException, SQLException, InterruptedException {
        String database = trial.database().orElse(DatabaseServer.database(trial.contender()));
        if (trial.database().isEmpty()) {
            server.recreate(database, trial.template());
        }
        List<String> arguments = trial.arguments(database);
        List<String> lines = oneJvm ? here(arguments) : fork(arguments);
        lines.forEach(line -> System.err.println("# " + trial.name() + "." + line));
        return lines;
    }

    private List<String> here(List<String> arguments) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        TrialCommand.run(server, new PrintStream(output, true, StandardCharsets.UTF_8), arguments);
        return output.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private List<String> fork(List<String> arguments) throws IOException, InterruptedException {
        Process process = jvm(server, arguments).start();
        List<String> lines = new ArrayList<>();
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(line);
            }
        } catch (IOException | RuntimeException e) {
            process.destroyForcibly();
            throw e;
        }
        if (process.waitFor() != 0) {
            throw new IllegalStateException("the trial " + arguments + " failed with " + process.exitValue());
        }
        return lines;
    }

    /** The password goes by the environment, which others cannot read. */
    static ProcessBuilder jvm(DatabaseServer server, List<String> arguments) {
        String java = ProcessHandle.current().info().command().orElse("java");
        List<String> command = new ArrayList<>(
                List.of(java, "-Xmx512m", "-cp", System.getProperty("java.class.path"), Benchmarks.class.getName()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put(MeasuredPostgres.URL, server.uri().toString());
        return builder;
    }

    /** Discards what it prints. */
    static PrintStream nowhere() {
        return new PrintStream(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    }
}
