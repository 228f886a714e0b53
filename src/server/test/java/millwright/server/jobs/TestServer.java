package millwright.server.jobs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;
import millwright.server.data.NestedFile;

/** A server's own files: a WAR with two libraries and a job, and a driver. */
record TestServer(NestedFile war, NestedFile driver) {

    static TestServer in(Path folder) throws IOException {
        TestJar war = TestJar.empty()
                .file("WEB-INF/web.xml", "<web-app/>")
                .file(
                        "WEB-INF/payara-web.xml",
                        "<payara-web-app>\n  <scanning-exclude>big*</scanning-exclude>\n</payara-web-app>\n")
                .inside(
                        "WEB-INF/lib/jberet-core-3.1.0.Final.jar",
                        TestJar.library("org.jberet", "jberet-core", "3.1.0.Final", "org/jberet/Jberet"))
                .inside("WEB-INF/lib/fastcsv-4.1.0.jar", TestJar.empty().type("de/siegmar/fastcsv/Csv"))
                .inside(
                        "WEB-INF/lib/samples-0.1.0.jar",
                        TestJar.library("dev.millwright", "samples", "0.1.0", "millwright/Sample")
                                .definition("operational-risk-capital"));
        TestJar driver = TestJar.empty().type("org/postgresql/Driver").manifest("Implementation-Version", "42.7.8");
        return new TestServer(
                nested(war.write(folder.resolve("own/war.war"))),
                nested(driver.write(folder.resolve("own/postgresql.jar"))));
    }

    JobJars check(Path... asked) throws IOException {
        return JobJars.check(List.of(asked), war, driver);
    }

    private static NestedFile nested(Path file) throws IOException {
        byte[] content = Files.readAllBytes(file);
        CRC32 checksum = new CRC32();
        checksum.update(content);
        return new NestedFile(file.toUri().toURL(), content.length, checksum.getValue());
    }
}
