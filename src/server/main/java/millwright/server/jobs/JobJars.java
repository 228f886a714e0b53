package millwright.server.jobs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import millwright.server.data.NestedFile;
import millwright.server.data.UnpackedFiles;

/** The jars asked for, checked, and the WAR that runs them. Immutable. */
public final class JobJars {

    private static final int MOST_SHOWN = 5;

    private static final String WAR = "millwright.war";

    private final NestedFile war;
    private final List<JobJar> jars;

    private JobJars(NestedFile war, List<JobJar> jars) {
        this.war = war;
        this.jars = jars;
    }

    /**
     * Reads and checks them; writes nothing.
     *
     * @param asked jars, and folders of jars; empty for none
     * @param war the server's own
     * @param driver PostgreSQL's, which the application server gets beside the WAR
     * @throws RefusedJobs if they cannot run
     * @throws IOException if the server's own files cannot be read
     */
    public static JobJars check(List<Path> asked, NestedFile war, NestedFile driver) throws IOException {
        if (asked.isEmpty()) {
            return new JobJars(war, List.of());
        }
        List<Path> files = AskedJars.of(asked);
        ServerLibraries own = ServerLibraries.read(war, driver);
        List<JobJar> jars = GatheredJars.of(files, own::provide);
        DefinitionCheck.pass(asked, jars, own);
        return new JobJars(war, VersionCheck.pass(jars, own));
    }

    /** For each jar that has any the names of its job definitions, or of the classes of its job methods, the first few. */
    public List<String> definitions() {
        return jars.stream()
                .map(JobJars::jobsOf)
                .flatMap(Optional::stream)
                .sorted()
                .toList();
    }

    private static Optional<String> jobsOf(JobJar jar) {
        List<String> names = Stream.concat(
                        jar.definitions().stream(), jar.methods().stream().map(name -> "methods of " + name))
                .sorted()
                .toList();
        if (names.isEmpty()) {
            return Optional.empty();
        }
        int shown = Math.min(names.size(), MOST_SHOWN);
        String more = shown < names.size() ? " and " + (names.size() - shown) + " more" : "";
        return Optional.of(String.join(", ", names.subList(0, shown)) + more + " (" + jar.fileName() + ")");
    }

    /** The WAR to run: a copy with the jars in it, made now if it is not there whole; the server's own without any. */
    public Path war(UnpackedFiles files) throws IOException {
        if (jars.isEmpty()) {
            return files.file(WAR, war);
        }
        return files.folder("millwright-with-jobs", key(), folder -> WarCopy.write(war, jars, folder.resolve(WAR)))
                .resolve(WAR);
    }

    /** Differs whenever the copy does. */
    private String key() {
        MessageDigest digest = JarReader.sha256();
        digest.update((WarCopy.FORMAT + "\n" + war.key() + "\n").getBytes(StandardCharsets.UTF_8));
        for (JobJar jar : jars) {
            digest.update((jar.fileName() + "\n" + jar.content() + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return JarReader.hex(digest).substring(0, 16);
    }
}
