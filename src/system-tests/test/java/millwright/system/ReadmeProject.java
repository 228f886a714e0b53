package millwright.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The README's own jobs as a Maven project of their own, outside this build. Each file stands in a fenced block that
 * begins with its path; around the dependency it gets the least a project needs, with the plugins that this build has
 * just used, so that all is there without a network.
 */
final class ReadmeProject {

    private static final Pattern FILE = Pattern.compile("(?://|<!--) (\\S+\\.\\w+)(?: -->)?");

    private static final String POM =
            """
            <project xmlns="http://maven.apache.org/POM/4.0.0">
              <modelVersion>4.0.0</modelVersion>
              <groupId>com.example</groupId>
              <artifactId>my-jobs</artifactId>
              <version>1.0</version>
              <properties>
                <maven.compiler.release>17</maven.compiler.release>
                <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
              </properties>
              <dependencies>%s</dependencies>
              <build>
                <finalName>my-jobs</finalName>
                <plugins>%s</plugins>
              </build>
            </project>
            """;

    private ReadmeProject() {}

    /** Writes and builds it in this folder; the jar. */
    static Path build(Path folder) throws IOException, InterruptedException {
        List<String> dependencies = new ArrayList<>();
        for (List<String> block : Readme.fences("own-jobs")) {
            Matcher first = FILE.matcher(block.get(0));
            if (!first.matches()) {
                throw new AssertionError("this block of the README does not begin with its path: " + block);
            }
            if (first.group(1).equals("pom.xml")) {
                dependencies.addAll(block);
            } else {
                Path file = folder.resolve(first.group(1));
                Files.createDirectories(file.getParent());
                Files.write(file, block);
            }
        }
        Files.writeString(folder.resolve("pom.xml"), POM.formatted(String.join("\n", dependencies), plugins()));
        packageIt(folder);
        return folder.resolve("target").resolve("my-jobs.jar");
    }

    private static String plugins() {
        return Stream.of("resources", "compiler", "surefire", "jar")
                .map(name -> "maven-" + name + "-plugin")
                .map(name -> "<plugin><artifactId>" + name + "</artifactId><version>" + versionHere(name)
                        + "</version></plugin>")
                .collect(Collectors.joining());
    }

    private static String versionHere(String plugin) {
        Matcher version = Pattern.compile("<artifactId>" + plugin + "</artifactId>\\s*<version>([^<]+)</version>")
                .matcher(Readme.besideIt("pom.xml"));
        if (!version.find()) {
            throw new AssertionError("the root pom has no " + plugin);
        }
        return version.group(1);
    }

    private static void packageIt(Path folder) throws IOException, InterruptedException {
        Path output = folder.resolve("maven.txt");
        ProcessBuilder maven = new ProcessBuilder(
                        Path.of(System.getProperty("millwright.maven"), "bin", "mvn")
                                .toString(),
                        "--batch-mode",
                        "--offline",
                        "-Dmaven.repo.local=" + System.getProperty("millwright.repository"),
                        // what came from a mirror of this build's settings is good here too
                        "-Daether.enhancedLocalRepository.trackingFilename=none",
                        "package")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        maven.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = maven.start();
        try {
            if (!process.waitFor(3, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new AssertionError("Maven does not build the README's jobs:\n" + Files.readString(output));
            }
        } finally {
            process.destroy();
        }
    }
}
