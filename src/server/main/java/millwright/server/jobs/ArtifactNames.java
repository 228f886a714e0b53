package millwright.server.jobs;

import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds out which artifact a jar is: from what Maven left in it, else from its manifest and its file name. */
final class ArtifactNames {

    /** As guava-33.0-jre.jar or my-jobs-1.0-SNAPSHOT.jar: the version begins at the first part that is a number. */
    private static final Pattern FILE = Pattern.compile("(.+?)-(\\d[\\w.+-]*)\\.\\w+");

    private ArtifactNames() {}

    /** All that {@code META-INF/maven} names: the jar itself, and what was merged into it. */
    static List<Artifact> merged(List<Properties> poms) {
        return poms.stream()
                .filter(pom -> pom.getProperty("artifactId") != null)
                .map(pom -> new Artifact(
                        pom.getProperty("groupId", "").strip(),
                        pom.getProperty("artifactId").strip(),
                        pom.getProperty("version", "").strip()))
                .toList();
    }

    /** The jar itself: where Maven named several, the one the file is called after. */
    static Artifact own(String fileName, Manifest manifest, List<Artifact> merged) {
        Optional<Artifact> calledAfter =
                merged.stream().filter(each -> isCalledAfter(each, fileName)).reduce(ArtifactNames::longer);
        if (calledAfter.isPresent()) {
            return calledAfter.get();
        }
        return merged.size() == 1 ? merged.get(0) : byName(fileName, manifest);
    }

    private static boolean isCalledAfter(Artifact artifact, String fileName) {
        return fileName.startsWith(artifact.name() + "-") || fileName.startsWith(artifact.name() + ".");
    }

    private static Artifact longer(Artifact one, Artifact other) {
        return other.name().length() > one.name().length() ? other : one;
    }

    private static Artifact byName(String fileName, Manifest manifest) {
        Matcher file = FILE.matcher(fileName);
        if (file.matches()) {
            return new Artifact("", file.group(1), file.group(2));
        }
        return new Artifact("", fileName.replaceFirst("\\.\\w+$", ""), version(manifest.getMainAttributes()));
    }

    private static String version(Attributes manifest) {
        String implementation = manifest.getValue(Attributes.Name.IMPLEMENTATION_VERSION);
        String version = implementation == null ? manifest.getValue("Bundle-Version") : implementation;
        return version == null ? "" : version.strip();
    }
}
