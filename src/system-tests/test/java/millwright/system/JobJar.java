package millwright.system;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** A jar that a test compiles and packs by itself, as a build tool with its own habits would. */
final class JobJar {

    private final Path file;
    private final ZipOutputStream out;

    private JobJar(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        this.file = file;
        this.out = new ZipOutputStream(Files.newOutputStream(file));
    }

    static JobJar at(Path file) throws IOException {
        return new JobJar(file);
    }

    JobJar with(String path, byte[] content) throws IOException {
        out.putNextEntry(new ZipEntry(path));
        out.write(content);
        return this;
    }

    JobJar with(String path, String content) throws IOException {
        return with(path, content.getBytes(StandardCharsets.UTF_8));
    }

    JobJar inside(String path, Path jar) throws IOException {
        return with(path, Files.readAllBytes(jar));
    }

    /** A job of one batchlet step. */
    JobJar definition(String name, String batchlet) throws IOException {
        return with(
                "META-INF/batch-jobs/" + name + ".xml",
                """
                <job id="%s" xmlns="https://jakarta.ee/xml/ns/jakartaee" version="2.0">
                  <step id="only"><batchlet ref="%s"/></step>
                </job>
                """
                        .formatted(name, batchlet));
    }

    /** A class with those within it, compiled against these jars and Jakarta EE. */
    JobJar type(String name, String source, Path... classPath) throws IOException {
        Path folder = Files.createTempDirectory(file.getParent(), "compile");
        Path java = folder.resolve(name.substring(name.lastIndexOf('.') + 1) + ".java");
        Files.writeString(java, source);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        String jars = Stream.concat(Arrays.stream(classPath), Stream.of(System.getProperty("java.class.path")))
                .map(Object::toString)
                .collect(Collectors.joining(File.pathSeparator));
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int result =
                compiler.run(null, said, said, "-proc:none", "-d", folder.toString(), "-cp", jars, java.toString());
        assertTrue(result == 0, () -> said.toString(StandardCharsets.UTF_8));
        // those within it too
        try (Stream<Path> made = Files.walk(folder)) {
            for (Path type :
                    made.filter(path -> path.toString().endsWith(".class")).toList()) {
                with(folder.relativize(type).toString().replace(File.separatorChar, '/'), Files.readAllBytes(type));
            }
        }
        return this;
    }

    Path close() throws IOException {
        out.close();
        return file;
    }

    /** A library of the server, out of the WAR inside the packaged jar. */
    static Path ofTheServer(String library, Path folder) throws IOException {
        List<String> seen = new ArrayList<>();
        try (ZipFile server = new ZipFile(System.getProperty("millwright.jar"));
                InputStream war = server.getInputStream(server.getEntry("nested/millwright-war.war"));
                ZipInputStream in = new ZipInputStream(war)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
                seen.add(name);
                if (name.startsWith(library + "-")) {
                    Path copy = folder.resolve(name);
                    Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
                    return copy;
                }
            }
        }
        throw new AssertionError("the WAR has no " + library + ", but " + seen);
    }
}
