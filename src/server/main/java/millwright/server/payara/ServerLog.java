package millwright.server.payara;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/** Where the application server and the WAR log to. An operator's own logging configuration is left as it is. */
public final class ServerLog {
    private static final String SETTING = "java.util.logging.config.file";

    private ServerLog() {}

    /** @param file the log's file; the console if empty */
    static void configure(Path folder, Optional<Path> file) throws IOException {
        if (System.getProperty(SETTING) != null) {
            return;
        }
        Properties properties = new Properties();
        try (InputStream in = ServerLog.class.getResourceAsStream("/config/logging.properties")) {
            properties.load(in);
        }
        if (file.isPresent()) {
            properties.setProperty("handlers", "java.util.logging.FileHandler");
            properties.setProperty("java.util.logging.FileHandler.pattern", file.get().toString().replace("%", "%%"));
            properties.setProperty("java.util.logging.FileHandler.append", "true");
            properties.setProperty("java.util.logging.FileHandler.encoding", "UTF-8");
        }
        Path configuration = folder.resolve("launcher-logging.properties");
        try (OutputStream out = Files.newOutputStream(configuration)) {
            properties.store(out, null);
        }
        System.setProperty(SETTING, configuration.toString());
    }

    /** Keeps what libraries print off the terminal too. */
    static void redirectStandardStreams(Path file) throws IOException {
        PrintStream stream = new PrintStream(new FileOutputStream(file.toFile(), true), true, StandardCharsets.UTF_8);
        System.setOut(stream);
        System.setErr(stream);
    }

    /** For the very end, when no code of an application runs any more: Payara prints its connectors' names there. */
    static void silenceStandardOutput() {
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    }
}
