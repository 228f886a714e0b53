package millwright.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Jobs that a test has in hand, packed as a jar: {@code echo} gives back a text, {@code gated} logs and waits for a file,
 * {@code chatty} logs lines of 4,000 characters, {@code fussy} fails unless it is told not to.
 */
final class DeskJobs {

    private static final String SOURCE =
            """
            package desk;

            import jakarta.enterprise.context.ApplicationScoped;
            import java.nio.file.Files;
            import java.nio.file.Path;
            import java.util.concurrent.CountDownLatch;
            import java.util.concurrent.TimeUnit;
            import java.util.logging.Logger;
            import millwright.method.BackgroundJob;
            import millwright.method.Param;

            @ApplicationScoped
            public class Desk {

                private static final Logger LOG = Logger.getLogger("desk.Gate");

                @BackgroundJob(name = "echo")
                public String echo(@Param("text") String text) {
                    return text;
                }

                @BackgroundJob(name = "gated", maxAttempts = 1)
                public String gated(@Param("file") String file) throws InterruptedException {
                    LOG.warning("closed");
                    while (!Files.exists(Path.of(file))) {
                        new CountDownLatch(1).await(20, TimeUnit.MILLISECONDS);
                    }
                    LOG.severe("open");
                    return "through";
                }

                @BackgroundJob(name = "chatty", maxAttempts = 1)
                public String chatty(@Param("lines") int lines) {
                    String line = "x".repeat(4_000);
                    for (int i = 0; i < lines; i++) {
                        LOG.warning(line);
                    }
                    return "said";
                }

                @BackgroundJob(name = "fussy", maxAttempts = 1)
                public String fussy(@Param("fixed") boolean fixed) {
                    if (!fixed) {
                        throw new IllegalStateException("the file has no header");
                    }
                    return "well";
                }
            }
            """;

    private DeskJobs() {}

    static Path jar(Path folder) throws IOException {
        Path libraries = Files.createDirectories(folder.resolve("libraries"));
        return JobJar.at(folder.resolve("jobs").resolve("desk.jar"))
                .with("META-INF/beans.xml", "")
                .type("desk.Desk", SOURCE, JobJar.ofTheServer("millwright-engine", libraries))
                .close();
    }
}
