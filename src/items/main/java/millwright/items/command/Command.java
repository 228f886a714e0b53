package millwright.items.command;

import jakarta.batch.api.BatchProperty;
import jakarta.batch.api.Batchlet;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import millwright.config.Settings;
import millwright.items.file.FilePath;
import millwright.items.property.ItemArtifact;
import millwright.items.property.Property;
import millwright.job.JobContext;
import millwright.retry.ErrorCategory;
import millwright.retry.JobException;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Runs a program to its end: no shell, unless the program is one. Off unless {@code millwright.items.commands} names the
 * program on the node.
 *
 * <pre>{@code
 * <batchlet ref="command">
 *   <properties>
 *     <property name="program" value="/opt/reports/bin/render"/>
 *     <property name="arguments" value="--format pdf"/>
 *     <property name="argument.1" value="#{jobParameters['title']}"/>
 *     <property name="environment.LANG" value="en_GB.UTF-8"/>
 *     <property name="retryCodes" value="75, 100-110"/>
 *     <property name="exitStatus.3" value="NOTHING_TO_DO"/>
 *   </properties>
 * </batchlet>
 * }</pre>
 *
 * <p>Besides the properties below: {@code argument.<n>}, one argument each, in the order of their numbers, behind
 * {@code arguments}, exactly as the value is (for what comes from job parameters: a blank in it makes no second argument);
 * {@code environment.<NAME>}, a variable; {@code exitStatus.<code>}, the step's exit status for that exit code, which is a
 * success then. What the program writes, errors too, is the job's log. A code of {@code retryCodes} fails the attempt so
 * that it is tried again, any other for good. When the job is stopped, cancelled, timed out, or the program takes too
 * long, it and all that it started are asked to end (TERM) and killed 5 seconds later; what it leaves behind is killed
 * when it ends. A restart runs the program again from its beginning.
 */
@Named
@Dependent
public class Command extends ItemArtifact implements Batchlet {

    private static final String ARGUMENT = "argument.";
    private static final String ENVIRONMENT = "environment.";
    private static final String EXIT_STATUS = "exitStatus.";
    private static final String ERROR = "COMMAND_ERROR";
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final long LOOK_EVERY_MILLIS = 20;

    /** What a program can hardly do without; the server's other variables may hold its secrets. */
    private static final List<String> INHERITED = List.of("PATH", "HOME", "LANG", "LC_ALL", "TZ", "SystemRoot");

    /** Absolute path of the program. Required. */
    @Inject
    @BatchProperty
    String program;

    /** Its arguments: words between blanks, with single or double quotes around those that have blanks; none. */
    @Inject
    @BatchProperty
    String arguments;

    /** Absolute path of the folder it runs in; that for temporary files. */
    @Inject
    @BatchProperty
    String workingFolder;

    /** {@code true} to give it all of the server's environment variables; {@code false}: PATH, HOME, LANG, LC_ALL, TZ. */
    @Inject
    @BatchProperty
    String inheritEnvironment;

    /** ISO-8601 duration after which it is ended and the attempt fails with TIMEOUT_ERROR; the job's timeout alone. */
    @Inject
    @BatchProperty
    String timeout;

    /** Exit codes that are a success; {@code 0}. */
    @Inject
    @BatchProperty
    String successCodes;

    /** Exit codes after which the job is tried again, such as {@code 75, 100-110}; none. */
    @Inject
    @BatchProperty
    String retryCodes;

    /** How many lines of output are logged, from 0 to 1000000; 10000. */
    @Inject
    @BatchProperty
    String mostLines;

    /** Character set of the output; {@code UTF-8}. */
    @Inject
    @BatchProperty
    String charset;

    private final Supplier<CommandConfig> config;
    private final Consumer<String> log;
    private volatile boolean stopped;

    @Inject
    public Command(JobContext job) {
        this(Command::configured, line -> job.log(Level.INFO, line));
    }

    Command(Supplier<CommandConfig> config, Consumer<String> log) {
        super(ARGUMENT, ENVIRONMENT, EXIT_STATUS);
        this.config = config;
        this.log = log;
    }

    private static CommandConfig configured() {
        Config settings = ConfigProvider.getConfig();
        return CommandConfig.from(new Settings(name -> settings.getOptionalValue(name, String.class)));
    }

    @Override
    public String process() throws IOException {
        refuseUnknownProperties();
        Path path = allowedProgram();
        Duration longest = Property.of("timeout", timeout).duration(null);
        ExitCodes successes = ExitCodes.parse("successCodes", successCodes, "0");
        ExitCodes retried = ExitCodes.parse("retryCodes", retryCodes, "");
        Map<Integer, String> statuses = statuses();
        long most = Property.of("mostLines", mostLines).number(10_000, 0, 1_000_000);
        Charset encoding = Property.of("charset", charset).charset(StandardCharsets.UTF_8);

        Process process = builder(path).start();
        process.getOutputStream().close();
        try (InputStream output = process.getInputStream()) {
            OutputLines lines = new OutputLines(output, encoding, most, log);
            run(process, lines, longest);
            int code = process.exitValue();
            if (stopped) {
                return "STOPPED";
            }
            if (statuses.containsKey(code)) {
                return statuses.get(code);
            }
            if (successes.contains(code)) {
                return "COMPLETED";
            }
            throw failed(
                    retried.contains(code) ? ErrorCategory.TRANSIENT : ErrorCategory.PERMANENT,
                    path + " ended with exit code " + code,
                    lines);
        }
    }

    private void run(Process process, OutputLines lines, Duration longest) throws IOException {
        ProcessTree tree = new ProcessTree(process, GRACE);
        long began = System.nanoTime();
        boolean late = false;
        try {
            do {
                tree.note(System.nanoTime());
                while (lines.take()) {
                    tree.note(System.nanoTime());
                }
                late |= longest != null && System.nanoTime() - began >= longest.toNanos();
                if (stopped || late) {
                    tree.end(System.nanoTime());
                }
            } while (!process.waitFor(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            // the attempt was cancelled or timed out: it is ended here, and the caller sees why
            Thread.currentThread().interrupt();
            throw failed(ErrorCategory.TRANSIENT, program + " was ended with its job", lines);
        } finally {
            tree.kill();
        }
        lines.end();
        if (late && !stopped) {
            throw new JobException(
                    "TIMEOUT_ERROR",
                    ErrorCategory.TRANSIENT,
                    program + " took longer than property 'timeout' allows, " + longest + lastLines(lines));
        }
    }

    private static JobException failed(ErrorCategory category, String what, OutputLines lines) {
        return new JobException(ERROR, category, what + lastLines(lines));
    }

    private static String lastLines(OutputLines lines) {
        return lines.last().isEmpty() ? "" : "; it wrote last: " + String.join(" | ", lines.last());
    }

    private Path allowedProgram() throws IOException {
        Path path = FilePath.of("program", program);
        if (!Files.isRegularFile(path) || !Files.isExecutable(path)) {
            throw Property.of("program", program).unfit("the absolute path of a program that the server may run");
        }
        CommandConfig allowed = config.get();
        if (!allowed.allows(path)) {
            throw Property.wrong("property 'program' is " + Property.quoted(program) + ", expected "
                    + (allowed.programs().isEmpty()
                            ? "none: this node runs no programs"
                            : "one that this node may run, " + String.join(", ", allowed.programs()))
                    + "; an operator allows programs with " + CommandConfig.key());
        }
        return path;
    }

    private ProcessBuilder builder(Path path) {
        List<String> words = new ArrayList<>(List.of(path.toString()));
        if (Property.of("arguments", arguments).isGiven()) {
            words.addAll(Words.of("arguments", arguments));
        }
        words.addAll(numbered(ARGUMENT, Integer.MAX_VALUE).values());
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.directory(folder().toFile());
        if (!Property.of("inheritEnvironment", inheritEnvironment).flag(false)) {
            builder.environment().keySet().retainAll(INHERITED);
        }
        builder.environment().putAll(family(ENVIRONMENT));
        return builder;
    }

    private Path folder() {
        Property given = Property.of("workingFolder", workingFolder);
        Path folder = given.isGiven()
                ? FilePath.of("workingFolder", workingFolder)
                : Path.of(System.getProperty("java.io.tmpdir"));
        if (!Files.isDirectory(folder)) {
            throw given.unfit("the absolute path of a folder on the server");
        }
        return folder;
    }

    private Map<Integer, String> statuses() {
        return numbered(EXIT_STATUS, 255);
    }

    private Map<Integer, String> numbered(String family, int largest) {
        Map<Integer, String> byNumber = new TreeMap<>();
        family(family)
                .forEach((number, value) -> byNumber.put(
                        Property.of("the number of " + family + number, number).integer(0, 0, largest), value));
        return byNumber;
    }

    @Override
    public void stop() {
        stopped = true;
    }
}
