package millwright.server.jobs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import millwright.server.console.StartFailure;

/** What stood behind {@code --jobs}, as files: a jar is itself, a folder is the jars directly in it, by name. */
final class AskedJars {

    private AskedJars() {}

    static List<Path> of(List<Path> asked) {
        List<Path> jars = new ArrayList<>();
        for (Path each : asked) {
            jars.addAll(behind(Path.of(each.toString().strip()))); // as in "one.jar, two.jar"
        }
        return jars;
    }

    private static List<Path> behind(Path asked) {
        if (asked.toString().isEmpty()) {
            throw new RefusedJobs("the name of a jar or folder is missing");
        }
        if (Files.isDirectory(asked)) {
            return inFolder(asked);
        }
        if (!Files.exists(asked)) {
            throw new RefusedJobs(asked + ": no such jar or folder");
        }
        return List.of(asked);
    }

    private static List<Path> inFolder(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> jars = files.filter(AskedJars::isJar).sorted().toList();
            if (jars.isEmpty()) {
                throw new RefusedJobs("folder " + folder + " holds no jar");
            }
            return jars;
        } catch (IOException e) {
            throw new RefusedJobs("folder " + folder + " cannot be read: " + StartFailure.reason(e));
        }
    }

    private static boolean isJar(Path file) {
        return Files.isRegularFile(file)
                && file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".jar");
    }
}
