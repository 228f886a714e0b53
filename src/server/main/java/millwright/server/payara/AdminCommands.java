package millwright.server.payara;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import millwright.server.console.StartFailure;

/**
 * Payara's asadmin commands, run inside this process. Unlike its own command files, {@code ${…}} is not filled in
 * first, so that a password in a system property stays out of commands, messages and files.
 */
final class AdminCommands {
    private static final int LONGEST = 300;

    private final PayaraClasses classes;
    private final Object runner;

    AdminCommands(PayaraClasses classes, Object runner) {
        this.classes = classes;
        this.runner = runner;
    }

    /**
     * Runs one command.
     *
     * @throws StartFailure if the command fails, with what it said
     */
    void run(String... words) {
        try {
            Object result = classes.bootClass("fish.payara.micro.boot.AdminCommandRunner")
                    .getMethod("run", String.class, String[].class)
                    .invoke(runner, words[0], Arrays.copyOfRange(words, 1, words.length));
            Class<?> type = classes.bootClass("fish.payara.micro.ClusterCommandResult");
            String status = type.getMethod("getExitStatus").invoke(result).toString();
            if (!status.equals("SUCCESS") && !status.equals("WARNING")) {
                Throwable cause = (Throwable) type.getMethod("getFailureCause").invoke(result);
                String output = String.valueOf(type.getMethod("getOutput").invoke(result));
                throw new StartFailure(cause == null ? said(output) : deepest(cause), cause);
            }
        } catch (ReflectiveOperationException e) {
            throw new StartFailure(words[0] + ": " + StartFailure.reason(PayaraClasses.cause(e)), e);
        }
    }

    /** Runs a file of them; empty lines and comments are skipped. */
    void runAll(String resource) {
        try (var in = AdminCommands.class.getResourceAsStream("/" + resource)) {
            parse(new String(in.readAllBytes(), StandardCharsets.UTF_8)).forEach(this::runNamed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same of an operator's file. */
    void runFile(Path file) {
        try {
            parse(Files.readString(file)).forEach(this::runNamed);
        } catch (IOException e) {
            throw new StartFailure("the commands in " + file + " cannot be read: " + StartFailure.reason(e), e);
        } catch (StartFailure e) {
            throw new StartFailure(file + ": " + e.getMessage(), e);
        }
    }

    private void runNamed(String... words) {
        try {
            run(words);
        } catch (StartFailure e) {
            throw new StartFailure("command " + words[0] + " fails: " + e.getMessage(), e);
        }
    }

    static List<String[]> parse(String file) {
        return file.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .map(line -> line.split("\\s+"))
                .toList();
    }

    /** The innermost reason, without the names of the exceptions and reporters it was handed through. */
    static String said(String output) {
        String reason = output.replaceAll("\\s+", " ")
                .replaceFirst("^ ?PlainTextActionReporter(FAILURE|WARNING)", "")
                .replaceFirst("^ ?Description: [a-z-]+ AdminCommand", "")
                .replaceFirst(" ?\\[name=\\S+.*$", "")
                .replaceFirst(" ?Please see server.log for more details\\.?", "")
                .replaceFirst("^.*(Exception|Error): (?=.)", "")
                .replaceFirst("\\.$", "")
                .strip();
        return reason.length() <= LONGEST ? reason : reason.substring(0, LONGEST) + " …";
    }

    private static String deepest(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return StartFailure.reason(cause);
    }
}
