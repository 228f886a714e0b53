package millwright.server.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds server-apis.list against the application server of this build. */
class ServerApisTest {

    private static final String API = "(jakarta|org/eclipse/microprofile)/.*";

    private static final List<JobJar> SERVER = new ArrayList<>();
    private final ServerApis apis = ServerApis.load();

    @BeforeAll
    static void readServer() throws IOException {
        Path payara = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(Path::of)
                .filter(jar -> jar.getFileName().toString().startsWith("payara-micro-"))
                .findFirst()
                .orElseThrow();
        try (InputStream file = Files.newInputStream(payara);
                ZipInputStream in = new ZipInputStream(file)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                String name = entry.getName();
                if (name.startsWith("MICRO-INF/runtime/") && name.endsWith(".jar")) {
                    SERVER.add(JarReader.read(
                            name, name.substring(name.lastIndexOf('/') + 1), in, InputStream::nullInputStream));
                }
            }
        }
    }

    @Test
    void coversEveryApiClassOfTheServer() {
        Set<String> unknown = new HashSet<>();
        SERVER.stream()
                .flatMap(jar -> jar.classes().stream())
                .filter(type -> type.matches(API) && apis.having(type).isEmpty())
                .forEach(unknown::add);
        assertEquals(Set.of(), unknown);
    }

    @Test
    void hasTheServersVersions() {
        List<Artifact> provided = SERVER.stream()
                .flatMap(jar -> jar.merged().stream())
                .map(each ->
                        new Artifact(each.group(), each.name(), each.version().replaceFirst("\\.payara-p\\d+$", "")))
                .filter(each -> apis.artifacts().stream().anyMatch(each::mayBe))
                // Metro's bundle carries an older one, which the server's own jar of it hides
                .filter(each -> !(each.name().equals("jakarta.xml.ws-api")
                        && each.version().equals("4.0.1")))
                .toList();
        assertTrue(provided.size() > 35, provided::toString);
        List<Artifact> others = provided.stream()
                .filter(each -> !apis.artifacts().contains(each))
                .toList();
        assertEquals(List.of(), others);
    }

    @Test
    void leavesToJobsWhatTheServerLacks() {
        assertEquals(Optional.empty(), apis.having("jakarta/data/repository/Repository"));
        assertEquals(
                Optional.of("jakarta.batch:jakarta.batch-api 2.1.1"),
                apis.having("jakarta/batch/api/Batchlet").map(Artifact::toString));
        assertEquals(
                Optional.of("jakarta.json.bind:jakarta.json.bind-api 3.0.1"),
                apis.having("jakarta/json/bind/Jsonb").map(Artifact::toString));
    }
}
