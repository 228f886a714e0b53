package millwright.server.jobs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A jar made of the entries a test cares for. */
final class TestJar {

    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    static TestJar empty() {
        return new TestJar();
    }

    /** A jar that Maven built, with one class. */
    static TestJar library(String group, String name, String version, String type) {
        return new TestJar().pom(group, name, version).type(type);
    }

    TestJar file(String path, byte[] content) {
        entries.put(path, content);
        return this;
    }

    TestJar file(String path, String content) {
        return file(path, content.getBytes(StandardCharsets.UTF_8));
    }

    TestJar type(String name) {
        return file(name + ".class", name);
    }

    TestJar definition(String name) {
        return file("META-INF/batch-jobs/" + name + ".xml", "<job id='" + name + "'/>");
    }

    TestJar pom(String group, String name, String version) {
        return file(
                "META-INF/maven/" + group + "/" + name + "/pom.properties",
                "groupId=" + group + "\nartifactId=" + name + "\nversion=" + version + "\n");
    }

    TestJar manifest(String name, String value) {
        return file("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\n" + name + ": " + value + "\n");
    }

    TestJar inside(String path, TestJar other) {
        return file(path, other.bytes());
    }

    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                ZipEntry zipped = new ZipEntry(entry.getKey());
                zipped.setTime(0);
                out.putNextEntry(zipped);
                out.write(entry.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    Path write(Path file) {
        try {
            Files.createDirectories(file.getParent());
            return Files.write(file, bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
