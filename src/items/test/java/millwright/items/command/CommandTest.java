package millwright.items.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import millwright.config.SettingException;
import millwright.config.Settings;
import millwright.items.testing.Until;
import millwright.retry.ErrorCategory;
import millwright.retry.JobException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("UnnecessaryAssignment") // no container sets the properties here
@DisabledOnOs(OS.WINDOWS)
class CommandTest {

    @TempDir
    private Path folder;

    private final List<String> log = new CopyOnWriteArrayList<>();
    private final Map<String, String> properties = new HashMap<>();

    @Test
    void runsAProgramWithArgumentsEnvironmentAndFolder() throws Exception {
        properties.put("argument.2", "two  blanks; $HOME `id`");
        properties.put("argument.1", "");
        properties.put("environment.GREETING", "hello");
        Command command = command("printf '%s|' \"$@\" $GREETING \"$SECRET_OF_SERVER\" \"$PWD\"; echo; echo Ü >&2");
        command.arguments = "-x \"a b\" 'c\"d'e";
        command.workingFolder = folder.toRealPath().toString();
        assertEquals("COMPLETED", command.process());
        assertEquals(List.of("-x|a b|c\"de||two  blanks; $HOME `id`|hello||" + folder.toRealPath() + "|", "Ü"), log);
    }

    @Test
    void mapsExitCodesToOutcomes() throws Exception {
        properties.put("exitStatus.3", "NOTHING_TO_DO");
        assertEquals("NOTHING_TO_DO", command("exit 3").process());
        Command lenient = command("exit 5");
        lenient.successCodes = "0, 4-6";
        assertEquals("COMPLETED", lenient.process());

        Command busy = command("echo one; echo two; exit 75");
        busy.retryCodes = "75";
        JobException transientFailure = assertThrows(JobException.class, busy::process);
        assertEquals(ErrorCategory.TRANSIENT, transientFailure.category());
        assertEquals(
                busy.program + " ended with exit code 75; it wrote last: one | two", transientFailure.getMessage());
        JobException permanent =
                assertThrows(JobException.class, () -> command("exit 1").process());
        assertEquals(ErrorCategory.PERMANENT, permanent.category());
        assertEquals("COMMAND_ERROR", permanent.code());
    }

    @Test
    void endsTheProgramAndItsChildrenWhenStopped() throws Exception { // P2
        Command command = command("echo $$; sleep 600 & echo $!; wait");
        FutureTask<String> running = inBackground(command::process);
        Until.holds(() -> log.size() == 2);
        command.stop();
        assertEquals("STOPPED", running.get());
        log.forEach(CommandTest::assertGone);
    }

    @Test
    void endsTheProgramAndItsChildrenWhenItsThreadIsInterrupted() throws Exception { // P2
        Command command = command("echo $$; sleep 600 & echo $!; wait");
        AtomicBoolean stillInterrupted = new AtomicBoolean();
        FutureTask<Throwable> running = new FutureTask<>(() -> {
            JobException failed = assertThrows(JobException.class, command::process);
            stillInterrupted.set(Thread.currentThread().isInterrupted());
            return failed;
        });
        Thread thread = new Thread(running);
        thread.start();
        Until.holds(() -> log.size() == 2);
        thread.interrupt();
        assertTrue(running.get().getMessage().contains("was ended with its job"), running.get()::getMessage);
        assertTrue(stillInterrupted.get());
        log.forEach(CommandTest::assertGone);
    }

    @Test
    void killsWhatTheProgramLeavesBehind() throws Exception { // P2
        Path go = folder.resolve("go");
        // a child of a child that outlives both and holds the output open
        Command command = command(
                "(sleep 600 & echo $!; while [ ! -e " + go + " ]; do sleep 0.05; done; sleep 0.5) & wait; echo done");
        FutureTask<String> running = inBackground(command::process);
        Until.holds(() -> log.size() == 1);
        Until.holds(() -> ProcessHandle.of(Long.parseLong(log.get(0))).isPresent());
        Files.createFile(go);
        assertEquals("COMPLETED", running.get());
        assertEquals("done", log.get(1));
        assertGone(log.get(0));
    }

    @Test
    void failsWithATimeoutAndKillsWhatDoesNotEnd() throws Exception { // P2
        Command command = command("trap 'echo ignored' TERM; echo $$; while :; do sleep 0.1; done");
        command.timeout = "PT0.3S";
        JobException late = assertThrows(JobException.class, command::process);
        assertEquals("TIMEOUT_ERROR", late.code());
        assertEquals(ErrorCategory.TRANSIENT, late.category());
        assertTrue(
                late.getMessage().startsWith(command.program + " took longer than property 'timeout' allows, PT0.3S"),
                late.getMessage());
        assertGone(log.get(0));
    }

    @Test
    void boundsWhatItLogs() throws Exception {
        Command command = command("i=0; while [ $i -lt 30 ]; do i=$((i+1)); echo $i; done; printf %08000d 7");
        command.mostLines = "10";
        command.process();
        assertEquals(11, log.size());
        assertEquals("21 more lines of output were left out: property 'mostLines' is 10", log.get(10));
        log.clear();
        Command wide = command("printf %08000d 7");
        wide.process();
        assertEquals(4_000, log.get(0).length());
    }

    @Test
    void runsOnlyWhatTheOperatorAllows() throws Exception { // P1
        Command command = command("echo");
        String program = command.program;
        for (String allowed : List.of(program, folder + "/*", "*", "/bin/true, " + program)) {
            Command fine = new Command(() -> config(allowed), log::add);
            fine.program = program;
            assertEquals("COMPLETED", fine.process());
        }
        Command off = new Command(() -> config(""), log::add);
        off.program = program;
        assertRefused(
                "property 'program' is '" + program + "', expected none: this node runs no programs; an operator allows"
                        + " programs with millwright.items.commands",
                off);
        Path link = Files.createSymbolicLink(
                Files.createDirectory(folder.resolve("allowed")).resolve("x"), Path.of(program));
        Command linked = new Command(() -> config(folder + "/allowed/*"), log::add);
        linked.program = link.toString();
        assertRefused(
                "property 'program' is '" + link + "', expected one that this node may run, " + folder
                        + "/allowed/*; an operator allows programs with millwright.items.commands",
                linked);
        assertEquals(
                "millwright.items.commands has 'bin/x', expected absolute paths of programs, /folder/* or *",
                assertThrows(SettingException.class, () -> config("/bin/true,bin/x"))
                        .getMessage());
        assertEquals(1, new ItemKeys().keys().size());
    }

    @Test
    void refusesUnfitProperties() throws Exception { // I1
        Command none = command("exit 0");
        none.program = "/nowhere/x";
        assertRefused(
                "property 'program' is '/nowhere/x', expected the absolute path of a program that the server may run",
                none);
        Command quote = command("exit 0");
        quote.arguments = "a 'b";
        assertRefused("property 'arguments' is 'a 'b', expected words, and a ' that is opened to be closed", quote);
        Command codes = command("exit 0");
        codes.retryCodes = "1, 3-2";
        assertRefused(
                "property 'retryCodes' is '1, 3-2', expected exit codes from 0 to 255 and ranges of them, such as 0, 3,"
                        + " 64-78",
                codes);
        Command nowhere = command("exit 0");
        nowhere.workingFolder = "/nowhere";
        assertRefused(
                "property 'workingFolder' is '/nowhere', expected the absolute path of a folder on the server",
                nowhere);
        properties.put("enviroment.X", "1");
        String message = assertThrows(
                        JobException.class, () -> command("exit 0").process())
                .getMessage();
        assertTrue(
                message.startsWith(
                                "property 'enviroment.X' (value '1') is unknown to Command, expected one of argument.<name>")
                        && message.endsWith("(nearest: 'environment.<name>')"),
                message);
    }

    private static void assertRefused(String message, Command command) {
        assertEquals(message, assertThrows(JobException.class, command::process).getMessage());
    }

    private static void assertGone(String pid) {
        Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(pid));
        Until.holds(() -> process.map(handle -> !handle.isAlive()).orElse(true));
        assertFalse(process.map(ProcessHandle::isAlive).orElse(false));
    }

    private static <T> FutureTask<T> inBackground(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        new Thread(task).start();
        return task;
    }

    private static CommandConfig config(String allowed) {
        return CommandConfig.from(new Settings(name -> Optional.of(allowed)));
    }

    private Command command(String script) throws Exception {
        Path file = Files.createTempFile(
                folder,
                "script",
                ".sh",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Command command = new Command(() -> config("*"), log::add);
        command.program = file.toString();
        command.give(properties);
        return command;
    }
}
