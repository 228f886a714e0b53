package millwright.server.jobs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import millwright.server.data.UnpackedFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** B2, B3 and B4: what is in the copy, and when it is made. */
class WarCopyTest {

    private static final TestJar CSV = TestJar.library("org.example", "csv", "1.0", "org/example/Csv");

    @TempDir
    private Path folder;

    private TestServer server;
    private UnpackedFiles files;

    @BeforeEach
    void makeServer() throws IOException {
        server = TestServer.in(folder);
        files = new UnpackedFiles(folder.resolve("data/server"));
    }

    @Test
    void holdsTheServersOwnFilesAndTheJobsWithWhatIsInsideAndBeside() throws IOException {
        TestJar deeper = TestJar.empty().type("org/example/Deeper");
        TestJar.empty()
                .type("org/example/Beside")
                .manifest("Class-Path", "deeper.jar gone.jar")
                .write(folder.resolve("jobs/my lib/beside.jar"));
        deeper.write(folder.resolve("jobs/my lib/deeper.jar"));
        Path jar = TestJar.empty()
                .definition("nightly")
                .manifest("Class-Path", "my%20lib/beside.jar fastcsv-4.1.0.jar csv.jar")
                .inside("lib/csv.jar", CSV)
                .inside("BOOT-INF/lib/web.jar", TestJar.empty().type("org/example/Web"))
                .inside("other/not.jar", TestJar.empty().type("org/example/Not"))
                .write(folder.resolve("jobs/jobs.jar"));
        assertEquals(
                List.of(
                        "WEB-INF/web.xml",
                        "WEB-INF/payara-web.xml",
                        "WEB-INF/lib/jberet-core-3.1.0.Final.jar",
                        "WEB-INF/lib/fastcsv-4.1.0.jar",
                        "WEB-INF/lib/samples-0.1.0.jar",
                        "WEB-INF/lib/jobs.jar",
                        "WEB-INF/lib/csv.jar",
                        "WEB-INF/lib/web.jar",
                        "WEB-INF/lib/beside.jar",
                        "WEB-INF/lib/deeper.jar"),
                entries(server.check(jar).war(files)));
        assertArrayEquals(deeper.bytes(), entry(server.check(jar).war(files), "WEB-INF/lib/deeper.jar"));
        assertArrayEquals(CSV.bytes(), entry(server.check(jar).war(files), "WEB-INF/lib/csv.jar"));
    }

    /** In Payara's own descriptor, which the server's WAR has for other reasons: any other is not read beside it. */
    @Test
    void letsLibrariesOfTheJobsWinOverTheApplicationServers() throws IOException {
        Path war = server.check(jobs("nightly", "jobs/jobs.jar")).war(files);
        assertEquals(
                """
                <payara-web-app>
                  <class-loader delegate="false"/>
                  <scanning-exclude>big*</scanning-exclude>
                </payara-web-app>
                """,
                new String(entry(war, "WEB-INF/payara-web.xml"), StandardCharsets.UTF_8));
    }

    @Test
    void leavesOutWhatTheServerHasInTheSameVersion() throws IOException {
        TestJar.library("org.jberet", "jberet-core", "3.1.0.Final", "org/jberet/Jberet")
                .file("META-INF/rebuilt", "")
                .write(folder.resolve("jobs/engine.jar"));
        TestJar.library("jakarta.inject", "jakarta.inject-api", "2.0.1", "jakarta/inject/Inject")
                .write(folder.resolve("jobs/inject.jar"));
        jobs("nightly", "jobs/jobs.jar");
        assertEquals(List.of("WEB-INF/lib/jobs.jar"), added(server.check(folder.resolve("jobs"))));
    }

    @Test
    void takesEachContentOnceAndTwoOfOneNameBoth() throws IOException {
        for (String name : List.of("nightly", "hourly")) {
            TestJar.empty()
                    .definition(name)
                    .inside("lib/csv.jar", CSV)
                    .inside("lib/util-1.0.jar", TestJar.empty().type("org/" + name + "/Util"))
                    .write(folder.resolve("jobs/" + name + ".jar"));
        }
        List<String> added = added(server.check(folder.resolve("jobs"), folder.resolve("jobs/nightly.jar")));
        assertEquals(5, added.size(), added::toString);
        assertEquals(
                List.of("csv.jar", "hourly.jar", "nightly.jar", "util-1.0.jar"),
                added.stream()
                        .map(name -> name.substring(name.lastIndexOf('/') + 1))
                        .filter(name -> !name.matches("util-1.0-[0-9a-f]{8}\\.jar"))
                        .sorted()
                        .toList());
    }

    /** Found by listing META-INF/batch-jobs/, which needs an entry of its own that not every tool writes. */
    @Test
    void listsTheFolderOfTheDefinitionsInEachJobJar() throws IOException {
        Path without = jobs("nightly", "jobs/without.jar");
        Path with = TestJar.empty()
                .file("META-INF/batch-jobs/", "")
                .definition("hourly")
                .write(folder.resolve("jobs/with.jar"));
        Path war = server.check(folder.resolve("jobs")).war(files);
        assertArrayEquals(Files.readAllBytes(with), entry(war, "WEB-INF/lib/with.jar"));
        Path copy = Files.write(folder.resolve("copy.jar"), entry(war, "WEB-INF/lib/without.jar"));
        assertEquals(List.of("META-INF/batch-jobs/nightly.xml"), entries(without));
        assertEquals(List.of("META-INF/batch-jobs/nightly.xml", "META-INF/batch-jobs/"), entries(copy));
    }

    @Test
    void isMadeOncePerContent() throws IOException {
        Path jar = jobs("nightly", "jobs.jar");
        Path copy = server.check(jar).war(files);
        Files.setLastModifiedTime(copy, FileTime.fromMillis(1000));
        assertEquals(copy, server.check(jar).war(files));
        assertEquals(1000, Files.getLastModifiedTime(copy).toMillis());

        jobs("hourly", "jobs.jar");
        Path other = server.check(jar).war(files);
        assertNotEquals(copy, other);
        files.removeAllBut(List.of(other));
        assertFalse(Files.exists(copy));
    }

    @Test
    void isNotUsedWithoutJobs() throws IOException {
        Path copy = server.check(jobs("nightly", "jobs.jar")).war(files);
        JobJars none = server.check();
        assertEquals(List.of(), none.definitions());
        Path own = none.war(files);
        assertNotEquals(copy, own);
        assertArrayEquals(server.war().open().readAllBytes(), Files.readAllBytes(own));
    }

    @Test
    void isNotMadeOfAJarThatChangedSinceItWasChecked() throws IOException {
        Path jar = jobs("nightly", "jobs.jar");
        JobJars checked = server.check(jar);
        jobs("hourly", "jobs.jar");
        String said = assertThrows(IOException.class, () -> checked.war(files)).getMessage();
        assertTrue(said.contains(jar + " changed"), said);
        try (var left = Files.list(folder.resolve("data/server"))) {
            assertEquals(
                    List.of("millwright-with-jobs.tmp"),
                    left.map(file -> file.getFileName().toString()).toList());
        }
    }

    @Test
    void tellsTheDefinitionsInIt() throws IOException {
        jobs("nightly", "jobs/one.jar");
        jobs("hourly", "jobs/two.jar");
        assertEquals(
                List.of("hourly (two.jar)", "nightly (one.jar)"),
                server.check(folder.resolve("jobs")).definitions());
    }

    private Path jobs(String definition, String file) {
        return TestJar.empty().definition(definition).write(folder.resolve(file));
    }

    private List<String> added(JobJars jars) throws IOException {
        List<String> all = entries(jars.war(files));
        return all.subList(5, all.size());
    }

    private static List<String> entries(Path war) throws IOException {
        try (ZipFile zip = new ZipFile(war.toFile())) {
            return zip.stream().<String>map(ZipEntry::getName).toList();
        }
    }

    private static byte[] entry(Path war, String name) throws IOException {
        try (ZipFile zip = new ZipFile(war.toFile())) {
            return zip.getInputStream(zip.getEntry(name)).readAllBytes();
        }
    }
}
