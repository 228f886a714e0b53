package millwright.server.payara;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import millwright.server.console.StartFailure;

/** Where the application server and the WAR log to. An operator's own logging configuration is left as it is. */
final class ServerLog {
    private static final String SETTING = "java.util.logging.config.file";

    private ServerLog() {}

    /** Sets it up before the application server reads the configuration. */
    static void configure(Path folder, LogSettings settings) throws IOException {
        OutputStream stream = new FileOutputStream(FileDescriptor.err);
        if (settings.file().isPresent()) {
            stream = open(settings.file().get().toAbsolutePath());
        }
        LogHandler.writeTo(stream, settings.format());
        if (settings.format() == LogFormat.JSON) {
            System.setOut(PrintedLines.as("stdout"));
            System.setErr(PrintedLines.as("stderr"));
        } else if (settings.file().isPresent()) {
            PrintStream printed = new PrintStream(stream, true, StandardCharsets.UTF_8);
            System.setOut(printed);
            System.setErr(printed);
        }
        if (settings.levels().isPresent()) {
            System.setProperty(SETTING, settings.levels().get().toString());
        }
        if (System.getProperty(SETTING) != null) {
            return;
        }
        Path configuration = folder.resolve("launcher-logging.properties");
        try (InputStream in = ServerLog.class.getResourceAsStream("/config/logging.properties")) {
            Files.copy(in, configuration);
        }
        System.setProperty(SETTING, configuration.toString());
    }

    private static OutputStream open(Path file) {
        try {
            Files.createDirectories(file.getParent());
            return new LogFile(file, LogFile.LARGE);
        } catch (IOException e) {
            throw new StartFailure("cannot write the log to " + file + ": " + StartFailure.reason(e), e);
        }
    }

    /**
     * For the very end, when no code of an application runs any more: what Payara prints and logs then is about parts
     * of its own that are not used, its batch runtime looking for a database above all.
     */
    static void silence() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        System.setOut(nowhere);
        System.setErr(nowhere);
        LogHandler.mute();
    }
}
