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

/** Where the application server and the WAR log to. An operator's own logging configuration is left as it is. */
final class ServerLog {
    private static final String SETTING = "java.util.logging.config.file";

    private ServerLog() {}

    /**
     * Sets it up before the application server reads the configuration.
     *
     * @param file for the log and for what libraries print; the console if empty
     */
    static void configure(Path folder, Optional<Path> file) throws IOException {
        if (file.isPresent()) {
            OutputStream stream = new FileOutputStream(file.get().toFile(), true);
            LogHandler.writeTo(stream);
            PrintStream printed = new PrintStream(stream, true, StandardCharsets.UTF_8);
            System.setOut(printed);
            System.setErr(printed);
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

    /**
     * For the very end, when no code of an application runs any more: what Payara prints and logs then is about parts
     * of its own that are not used, its batch runtime looking for a database above all.
     */
    static void silence() {
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        LogHandler.mute();
    }
}
