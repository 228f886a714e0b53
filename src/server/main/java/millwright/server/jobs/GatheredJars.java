package millwright.server.jobs;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The jars asked for with all that belongs to them, each content once: what is inside a jar and what its manifest's
 * Class-Path names. A job jar's Class-Path must be there; that of a library may point nowhere, as many do.
 */
final class GatheredJars {

    private final Predicate<String> provided;
    private final List<JobJar> jars = new ArrayList<>();
    private final Set<Path> files = new HashSet<>();
    private final Set<String> contents = new HashSet<>();
    private final Set<String> fileNames = new HashSet<>();
    private final Deque<Path> open = new ArrayDeque<>();

    private GatheredJars(Predicate<String> provided) {
        this.provided = provided;
    }

    /** @param provided whether a file of this name is what the server has itself, so that it may be missing */
    static List<JobJar> of(List<Path> asked, Predicate<String> provided) {
        GatheredJars gathered = new GatheredJars(provided);
        gathered.open.addAll(asked);
        asked.forEach(file -> gathered.fileNames.add(file.getFileName().toString()));
        while (!gathered.open.isEmpty()) {
            gathered.take(gathered.open.remove());
        }
        return gathered.jars;
    }

    private void take(Path file) {
        if (!files.add(real(file))) {
            return;
        }
        List<JobJar> read = JarReader.read(file);
        for (JobJar jar : read) {
            fileNames.add(jar.fileName());
            if (contents.add(jar.content())) {
                jars.add(jar);
            }
        }
        JobJar itself = read.get(0);
        itself.classPath().forEach(entry -> follow(file, itself, entry));
    }

    private void follow(Path file, JobJar jar, String entry) {
        String name = entry.substring(entry.lastIndexOf('/') + 1);
        if (name.isEmpty()) {
            return; // a folder: for resources, which are not part of a job jar
        }
        Optional<Path> beside = resolve(file, entry).filter(Files::isRegularFile);
        if (beside.isPresent()) {
            open.add(beside.get());
        } else if (!jar.definitions().isEmpty() && !fileNames.contains(name) && !provided.test(name)) {
            throw new RefusedJobs(
                    jar.place() + " needs " + entry + " (Class-Path of its manifest), which is not beside it");
        }
    }

    private static Optional<Path> resolve(Path jar, String entry) {
        try {
            return Optional.of(Path.of(jar.toUri().resolve(URI.create(entry))));
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            return Optional.empty(); // not a file's name: as Java does, passed over
        }
    }

    private static Path real(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            return file.toAbsolutePath().normalize();
        }
    }
}
