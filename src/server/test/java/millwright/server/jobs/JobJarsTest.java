package millwright.server.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** B1: what cannot run is refused in one line that names it. */
class JobJarsTest {

    @TempDir
    private Path folder;

    private TestServer server;

    @BeforeEach
    void makeServer() throws IOException {
        server = TestServer.in(folder);
    }

    @Test
    void refusesWhatIsNotThere() {
        Path missing = folder.resolve("missing.jar");
        assertRefused(missing + ": no such jar or folder", missing);
        assertRefused(missing + ": no such jar or folder", Path.of(" " + missing));
        assertRefused("the name of a jar or folder is missing", Path.of(""));
    }

    @Test
    void refusesAFolderWithoutJars() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        Files.writeString(empty.resolve("readme.txt"), "no jar");
        assertRefused("folder " + empty + " holds no jar", empty);
    }

    @Test
    void refusesWhatIsNoJar() throws IOException {
        Path text = Files.writeString(folder.resolve("text.jar"), "text");
        assertRefused(text + " is not a jar: zip END header not found", text);

        Path cut = jobs("cut.jar");
        byte[] whole = Files.readAllBytes(cut);
        Files.write(cut, java.util.Arrays.copyOf(whole, whole.length - 30));
        assertRefused(cut + " is not a jar: zip END header not found", cut);

        Path around = TestJar.empty()
                .definition("nightly")
                .file("lib/text.jar", "text")
                .write(folder.resolve("around.jar"));
        assertRefused(around + "!/lib/text.jar is not a jar", around);
    }

    @Test
    void refusesJarsWithoutADefinition() {
        Path one = TestJar.empty().type("com/example/One").write(folder.resolve("one.jar"));
        Path two = TestJar.empty()
                .file("META-INF/batch-jobs/deeper/two.xml", "<job/>")
                .write(folder.resolve("two/two.jar"))
                .getParent();
        assertRefused(
                "no job definition (META-INF/batch-jobs/*.xml, or a method with @BackgroundJob) in " + one + " or "
                        + two,
                one,
                two);
    }

    @Test
    void takesAJarWithMethodsForJobsAlone() throws IOException {
        Path methods = TestJar.empty()
                .file("com/example/Reports.class", "...Lmillwright/method/BackgroundJob;...")
                .write(folder.resolve("methods.jar"));
        assertEquals(
                List.of("methods of com.example.Reports (methods.jar)"),
                server.check(methods).definitions());
    }

    @Test
    void namesTheFirstFewOfAJarWithManyJobs() throws IOException {
        TestJar many = TestJar.empty();
        for (int i = 1; i <= 7; i++) {
            many.definition("job-" + i);
        }
        assertEquals(
                List.of("job-1, job-2, job-3, job-4, job-5 and 2 more (many.jar)"),
                server.check(many.write(folder.resolve("many.jar"))).definitions());
    }

    @Test
    void refusesADefinitionInTwoPlaces() {
        Path one = jobs("one.jar");
        Path two = TestJar.empty()
                .inside("lib/inner.jar", TestJar.empty().definition("nightly"))
                .write(folder.resolve("two.jar"));
        String cure = ": rename or leave out one of them";
        assertRefused("job definition 'nightly' is in " + one + " and in " + two + "!/lib/inner.jar" + cure, one, two);

        Path like = TestJar.empty().definition("operational-risk-capital").write(folder.resolve("like.jar"));
        assertRefused(
                "job definition 'operational-risk-capital' is in the server's samples-0.1.0.jar and in " + like + cure,
                like);
    }

    @Test
    void refusesADependencyInAnotherVersionThanTheServers() {
        String cure = ": leave it out (Maven: <scope>provided</scope>)";
        Path inside = TestJar.empty()
                .definition("nightly")
                .inside("lib/jberet.jar", TestJar.library("org.jberet", "jberet-core", "2.0", "org/jberet/Old"))
                .write(folder.resolve("inside.jar"));
        assertRefused(
                inside + "!/lib/jberet.jar is org.jberet:jberet-core 2.0, the server has 3.1.0.Final" + cure, inside);

        Path beside = withLibrary(
                "fastcsv-3.7.0.jar",
                TestJar.empty().type("de/siegmar/fastcsv/Csv").type("de/siegmar/fastcsv/Gone"));
        assertRefused(beside.resolve("fastcsv-3.7.0.jar") + " is fastcsv 3.7.0, the server has 4.1.0" + cure, beside);

        Path driver = withLibrary("postgresql-42.6.0.jar", TestJar.empty().type("org/postgresql/Driver"));
        assertRefused(
                driver.resolve("postgresql-42.6.0.jar") + " is postgresql 42.6.0, the server has 42.7.8" + cure,
                driver);

        Path api = withLibrary(
                "batch.jar",
                TestJar.library("jakarta.batch", "jakarta.batch-api", "1.0.2", "jakarta/batch/api/Batchlet"));
        assertRefused(
                api.resolve("batch.jar") + " is jakarta.batch:jakarta.batch-api 1.0.2, the server has 2.1.1" + cure,
                api);
    }

    @Test
    void refusesClassesOfTheServerMergedIntoAJar() {
        String cure = ": leave it out (Maven: <scope>provided</scope>)";
        Path merged = TestJar.empty()
                .definition("nightly")
                .pom("com.example", "merged", "1.0")
                .pom("org.jberet", "jberet-core", "3.0.1.Final")
                .type("com/example/Nightly")
                .type("org/jberet/Jberet")
                .write(folder.resolve("merged-1.0.jar"));
        assertRefused(
                merged + " has classes of org.jberet:jberet-core 3.0.1.Final merged into it (org.jberet.Jberet),"
                        + " the server has 3.1.0.Final" + cure,
                merged);

        Path api = TestJar.empty()
                .definition("nightly")
                .type("META-INF/versions/17/jakarta/json/bind/Jsonb")
                .write(folder.resolve("api.jar"));
        assertRefused(
                api
                        + " has classes of jakarta.json.bind:jakarta.json.bind-api merged into it (jakarta.json.bind.Jsonb),"
                        + " the server has 3.0.1" + cure,
                api);
    }

    @Test
    void refusesADependencyInTwoVersions() {
        Path old = withLibrary("csv.jar", TestJar.library("org.example", "csv", "1.0", "org/example/Csv"));
        Path other = TestJar.empty()
                .definition("hourly")
                .inside("META-INF/lib/csv.jar", TestJar.library("org.example", "csv", "1.1", "org/example/Csv"))
                .write(folder.resolve("other.jar"));
        assertRefused(
                old.resolve("csv.jar") + " is org.example:csv 1.0, " + other
                        + "!/META-INF/lib/csv.jar is 1.1: all jobs of a server share one version",
                old,
                other);

        Path rebuilt = TestJar.empty()
                .definition("hourly")
                .inside(
                        "lib/csv.jar",
                        TestJar.library("org.example", "csv", "1.0", "org/example/Csv")
                                .type("org/example/New"))
                .write(folder.resolve("rebuilt.jar"));
        assertRefused(
                old.resolve("csv.jar") + " and " + rebuilt
                        + "!/lib/csv.jar are both org.example:csv 1.0, but differ: all jobs of a server share one build",
                old,
                rebuilt);
    }

    @Test
    void refusesAJobJarWhoseClassPathIsNotBesideIt() {
        Path jar = TestJar.empty()
                .definition("nightly")
                .manifest("Class-Path", "conf/ jberet-core-3.1.0.Final.jar jakarta.json-api-2.1.0.jar lib/csv-1.0.jar")
                .write(folder.resolve("jobs.jar"));
        assertRefused(jar + " needs lib/csv-1.0.jar (Class-Path of its manifest), which is not beside it", jar);
    }

    @Test
    void changesNothingOnTheDisk() throws IOException {
        List<Path> before = files();
        assertFalse(server.check(jobs("one.jar")).definitions().isEmpty());
        Files.delete(folder.resolve("one.jar"));
        assertEquals(before, files());
    }

    private List<Path> files() throws IOException {
        try (var all = Files.walk(folder)) {
            return all.toList();
        }
    }

    /** A folder with a job jar and a library. */
    private Path withLibrary(String fileName, TestJar library) {
        Path with = folder.resolve("with-" + fileName);
        TestJar.empty().definition("nightly").write(with.resolve("jobs.jar"));
        library.write(with.resolve(fileName));
        return with;
    }

    private Path jobs(String fileName) {
        return TestJar.empty().definition("nightly").type("com/example/Nightly").write(folder.resolve(fileName));
    }

    private void assertRefused(String line, Path... asked) {
        RefusedJobs refusal = assertThrows(RefusedJobs.class, () -> server.check(asked));
        assertEquals("--jobs: " + line, refusal.getMessage());
    }
}
