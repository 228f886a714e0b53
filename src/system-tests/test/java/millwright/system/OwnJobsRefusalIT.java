package millwright.system;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Job jars that cannot run: one line, exit code 2, and nothing was started or written. */
class OwnJobsRefusalIT {

    @TempDir
    private Path folder;

    @Test
    void refusesInOneLineAndLeavesNothing() throws IOException {
        Path plain =
                JobJar.at(folder.resolve("plain.jar")).definition("plain", "x").close();
        Path twin =
                JobJar.at(folder.resolve("twin.jar")).definition("plain", "y").close();
        Path like = JobJar.at(folder.resolve("like.jar"))
                .definition("operational-risk-capital", "x")
                .close();
        Path text = Files.writeString(folder.resolve("text.jar"), "no jar");
        Path old = JobJar.at(folder.resolve("old.jar"))
                .definition("old", "x")
                .inside(
                        "lib/flyway-core-9.0.0.jar",
                        JobJar.at(folder.resolve("flyway.jar"))
                                .with(
                                        "META-INF/maven/org.flywaydb/flyway-core/pom.properties",
                                        "groupId=org.flywaydb\nartifactId=flyway-core\nversion=9.0.0\n")
                                .close())
                .close();
        Path driver = JobJar.at(folder.resolve("driver.jar"))
                .definition("driver", "x")
                .inside(
                        "lib/postgresql-42.2.5.jar",
                        JobJar.at(folder.resolve("d.jar"))
                                .with("org/postgresql/Driver.class", "")
                                .close())
                .close();
        Path api = JobJar.at(folder.resolve("api.jar"))
                .definition("api", "x")
                .with("jakarta/batch/api/Batchlet.class", "")
                .close();
        Path none = JobJar.at(folder.resolve("none.jar")).with("x.txt", "x").close();
        Path empty = Files.createDirectory(folder.resolve("empty"));

        assertRefused(List.of("gone.jar", "no such jar or folder"), "gone.jar");
        assertRefused(List.of("text.jar", "is not a jar"), plain.toString(), text.toString());
        assertRefused(List.of("empty", "holds no jar"), empty.toString());
        assertRefused(List.of("none.jar", "META-INF/batch-jobs"), none.toString());
        assertRefused(List.of("'plain'", "plain.jar", "twin.jar"), plain.toString(), twin.toString());
        assertRefused(List.of("operational-risk-capital", "samples", "like.jar"), like.toString());
        assertRefused(
                List.of("old.jar!/lib/flyway-core-9.0.0.jar", "org.flywaydb:flyway-core 9.0.0", "the server has 1"),
                old.toString());
        assertRefused(List.of("postgresql 42.2.5", "the server has 42."), driver.toString());
        assertRefused(List.of("jakarta.batch.api.Batchlet", "provided"), api.toString());
    }

    @Test
    void readsSeveralFromTheSettingsFile() throws IOException {
        Path plain =
                JobJar.at(folder.resolve("plain.jar")).definition("plain", "x").close();
        Files.writeString(folder.resolve("server.properties"), "millwright.server.jobs=" + plain + ",gone.jar\n");
        assertRefused(List.of("gone.jar: no such jar or folder"), List.of("--config", "server.properties"));
    }

    private void assertRefused(List<String> words, String... jobs) {
        assertRefused(
                words,
                Stream.of(jobs).flatMap(each -> Stream.of("--jobs", each)).toList());
    }

    private void assertRefused(List<String> words, List<String> options) {
        List<String> arguments = new ArrayList<>(List.of("serve", "--data", "data"));
        arguments.addAll(options);
        try (Millwright refused = Millwright.run(folder, Map.of(), arguments.toArray(String[]::new))) {
            assertEquals(2, refused.exitCode(), refused::output);
            List<String> said = refused.output().lines().toList();
            assertAll(
                    () -> assertEquals(1, said.size(), refused::output),
                    () -> words.forEach(word -> assertTrue(said.get(0).contains(word), said.get(0))),
                    () -> assertFalse(Files.exists(folder.resolve("data")), "a data folder was made"));
        }
    }
}
