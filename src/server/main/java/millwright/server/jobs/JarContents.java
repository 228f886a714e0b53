package millwright.server.jobs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes a jar's entries one by one, and keeps what matters of them. */
final class JarContents {

    private static final Pattern DEFINITION = Pattern.compile("META-INF/batch-jobs/([^/]+)\\.xml");
    private static final Pattern CLASS = Pattern.compile("(?:META-INF/versions/\\d+/)?(.+)\\.class");
    private static final Pattern POM = Pattern.compile("META-INF/maven/[^/]+/[^/]+/pom\\.properties");
    private static final Pattern NO_CLASS = Pattern.compile("(?:.*/)?(?:module|package)-info");

    private static final byte[] BACKGROUND_JOB = "Lmillwright/method/BackgroundJob;".getBytes(StandardCharsets.UTF_8);

    private final Set<String> classes = new HashSet<>();
    private final TreeSet<String> definitions = new TreeSet<>();
    private final TreeSet<String> methods = new TreeSet<>();
    private final List<Properties> poms = new ArrayList<>();
    private Manifest manifest = new Manifest();
    private boolean any;
    private boolean listed;

    @FunctionalInterface
    interface Opener {
        InputStream open() throws IOException;
    }

    void take(String entry, Opener opener) throws IOException {
        any = true;
        listed |= entry.equals(JobJar.DEFINITIONS);
        Matcher definition = DEFINITION.matcher(entry);
        Matcher type = CLASS.matcher(entry);
        if (definition.matches()) {
            definitions.add(definition.group(1));
        } else if (type.matches() && !NO_CLASS.matcher(type.group(1)).matches()) {
            classes.add(type.group(1));
            if (mentions(BACKGROUND_JOB, opener.open().readAllBytes())) {
                methods.add(type.group(1).replace('/', '.').replace('$', '.'));
            }
        } else if (POM.matcher(entry).matches()) {
            Properties pom = new Properties();
            pom.load(opener.open());
            poms.add(pom);
        } else if (entry.equals("META-INF/MANIFEST.MF")) {
            manifest = new Manifest(opener.open());
        }
    }

    /** An annotation stands in a class file by its descriptor, among the texts of the constant pool. */
    private static boolean mentions(byte[] text, byte[] bytes) {
        for (int at = 0; at <= bytes.length - text.length; at++) {
            if (bytes[at] == text[0] && Arrays.equals(text, 0, text.length, bytes, at, at + text.length)) {
                return true;
            }
        }
        return false;
    }

    /** A file without any entry is no jar, whatever its name. */
    boolean isEmpty() {
        return !any;
    }

    JobJar jar(String place, String fileName, String content, JobJar.Source source) {
        List<Artifact> merged = ArtifactNames.merged(poms);
        String classPath = manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
        return new JobJar(
                place,
                fileName,
                content,
                classes,
                definitions,
                methods,
                listed,
                ArtifactNames.own(fileName, manifest, merged),
                merged,
                classPath == null || classPath.isBlank()
                        ? List.of()
                        : List.of(classPath.strip().split("\\s+")),
                source);
    }
}
