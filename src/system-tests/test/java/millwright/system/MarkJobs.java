package millwright.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The jobs that are run under fire, packed as a jar: {@code mark} notes in a table that it ran, {@code flood} submits many
 * of them, {@code hog} takes every connection of the pool for a while.
 */
final class MarkJobs {

    private static final String SOURCE =
            """
            package fire;

            import jakarta.annotation.Resource;
            import jakarta.enterprise.context.ApplicationScoped;
            import jakarta.inject.Inject;
            import jakarta.json.Json;
            import java.sql.Connection;
            import java.sql.PreparedStatement;
            import java.sql.SQLException;
            import java.time.Duration;
            import java.util.ArrayList;
            import java.util.List;
            import java.util.UUID;
            import java.util.concurrent.CountDownLatch;
            import java.util.concurrent.TimeUnit;
            import java.util.stream.IntStream;
            import javax.sql.DataSource;
            import millwright.job.JobRequest;
            import millwright.job.Jobs;
            import millwright.method.BackgroundJob;
            import millwright.job.JobContext;
            import millwright.method.Param;

            @ApplicationScoped
            public class Fire {

                @Inject
                Jobs jobs;

                @Resource(lookup = "jdbc/millwright")
                DataSource database;

                // what a terminated connection of its own fails is tried again, as every job should be
                @BackgroundJob(name = "mark", maxAttempts = 50, retryDelay = "PT0.2S", retryFactor = 1)
                public void mark(@Param("number") int number, JobContext attempt) throws SQLException, InterruptedException {
                    try (Connection connection = database.getConnection();
                            PreparedStatement insert = connection.prepareStatement(
                                    "INSERT INTO fire.mark (number, job, attempt) VALUES (?, ?, ?)")) {
                        insert.setInt(1, number);
                        insert.setObject(2, attempt.jobId());
                        insert.setInt(3, attempt.number());
                        insert.executeUpdate();
                    }
                    // some work: so that signals find jobs in the middle of theirs
                    new CountDownLatch(1).await(number % 7, TimeUnit.MILLISECONDS);
                }

                @BackgroundJob(name = "flood", queue = "floods", maxAttempts = 5)
                public int flood(@Param("jobs") int count) {
                    List<JobRequest> requests = IntStream.range(0, count)
                            .mapToObj(number -> JobRequest.of("mark", "flood")
                                    .withParameters(Json.createObjectBuilder().add("number", number).build()))
                            .toList();
                    return jobs.submitAll(requests).size();
                }

                @BackgroundJob(name = "hog", queue = "floods")
                public void hog(@Param("seconds") int seconds) throws SQLException, InterruptedException {
                    List<Connection> taken = new ArrayList<>();
                    try {
                        long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
                        while (System.nanoTime() < end) {
                            try {
                                taken.add(database.getConnection());
                            } catch (SQLException exhausted) {
                                new CountDownLatch(1).await(100, TimeUnit.MILLISECONDS);
                            }
                        }
                    } finally {
                        for (Connection connection : taken) {
                            connection.close();
                        }
                    }
                }
            }
            """;

    private MarkJobs() {}

    static Path jar(Path folder) throws IOException {
        Path libraries = Files.createDirectories(folder.resolve("libraries"));
        return JobJar.at(folder.resolve("jobs").resolve("fire.jar"))
                .with("META-INF/beans.xml", "")
                .type("fire.Fire", SOURCE, JobJar.ofTheServer("millwright-engine", libraries))
                .close();
    }
}
