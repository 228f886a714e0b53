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
            if (each.toString().isBlank()) {
                throw new RefusedJobs("the name of a jar or folder is missing");
            }
            if (Files.isDirectory(each)) {
                jars.addAll(inFolder(each));
            } else if (Files.exists(each)) {
                jars.add(each);
            } else {
                throw new RefusedJobs(each + ": no such jar or folder");
            }
        }
        return jars;
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
