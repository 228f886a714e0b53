package millwright.server.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Each class has one version: dependencies that the server has too are left out where they are the same, and refused
 * where they are not; so are dependencies in which two jars differ.
 */
final class VersionCheck {

    private static final String CURE = ": leave it out (Maven: <scope>provided</scope>)";

    private VersionCheck() {}

    /** The jars that belong into the copy. */
    static List<JobJar> pass(List<JobJar> jars, ServerLibraries own) {
        List<JobJar> needed = new ArrayList<>();
        for (JobJar jar : jars) {
            if (!own.contain(jar) && !isOwn(jar, own)) {
                refuseOtherVersion(jar, needed);
                needed.add(jar);
            }
        }
        return needed;
    }

    private static boolean isOwn(JobJar jar, ServerLibraries own) {
        Optional<Artifact> same = own.same(jar);
        if (same.isPresent() && !same.get().version().equals(jar.artifact().version())) {
            throw new RefusedJobs(jar.place() + " is " + jar.artifact() + ", the server has "
                    + same.get().versionText() + CURE);
        }
        Optional<String> shared = new TreeSet<>(jar.classes())
                .stream().filter(type -> own.having(type).isPresent()).findFirst();
        boolean nothingElse =
                jar.classes().stream().allMatch(type -> own.having(type).isPresent());
        if (shared.isPresent() && !(same.isPresent() && nothingElse)) {
            throw merged(jar, shared.get(), own.having(shared.get()).orElseThrow());
        }
        return same.isPresent() && nothingElse;
    }

    private static RefusedJobs merged(JobJar jar, String type, Artifact own) {
        String version = jar.merged().stream()
                .filter(own::mayBe)
                .map(inside -> " " + inside.versionText())
                .findFirst()
                .orElse("");
        return new RefusedJobs(jar.place() + " has classes of " + own.title() + version + " merged into it ("
                + type.replace('/', '.') + "), the server has " + own.versionText() + CURE);
    }

    private static void refuseOtherVersion(JobJar jar, List<JobJar> others) {
        for (JobJar other : others) {
            boolean sharesClass = other.sharesAClassWith(jar);
            boolean same = jar.artifact().is(other.artifact(), () -> sharesClass);
            if (same && !jar.artifact().version().equals(other.artifact().version())) {
                throw new RefusedJobs(other.place() + " is " + other.artifact() + ", " + jar.place() + " is "
                        + jar.artifact().versionText() + ": all jobs of a server share one version");
            }
            if (same && sharesClass) {
                throw new RefusedJobs(other.place() + " and " + jar.place() + " are both " + jar.artifact()
                        + ", but differ: all jobs of a server share one build");
            }
        }
    }
}
