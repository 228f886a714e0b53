package millwright.server.jobs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The Jakarta and MicroProfile APIs the application server provides, from {@code server-apis.list}, which a test holds
 * against the application server of the build.
 */
final class ServerApis {

    private final List<Artifact> artifacts = new ArrayList<>();
    private final Map<String, Artifact> byFolder = new TreeMap<>();

    static ServerApis load() {
        ServerApis apis = new ServerApis();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                ServerApis.class.getResourceAsStream("server-apis.list"), StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> !line.startsWith("#")).forEach(apis::take);
            return apis;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void take(String line) {
        List<String> words = Arrays.asList(line.split(" ", -1));
        List<String> coordinates = Arrays.asList(words.get(0).split(":", -1));
        Artifact artifact = new Artifact(coordinates.get(0), coordinates.get(1), coordinates.get(2));
        artifacts.add(artifact);
        words.subList(1, words.size()).forEach(folder -> byFolder.put(folder + "/", artifact));
    }

    List<Artifact> artifacts() {
        return artifacts;
    }

    /** The API that has a class of this name, given as com/example/Name; the longest folder decides. */
    Optional<Artifact> having(String type) {
        return byFolder.entrySet().stream()
                .filter(entry -> type.startsWith(entry.getKey()))
                .reduce((one, other) -> other.getKey().length() > one.getKey().length() ? other : one)
                .map(Map.Entry::getValue);
    }
}
