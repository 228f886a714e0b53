package millwright.server.jobs;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;

/**
 * What was read of a jar.
 *
 * @param place for people: the path, or path!/path of a jar inside another
 * @param content SHA-256 of its bytes
 * @param classes as com/example/Name, each version of a multi-release jar under the same name
 * @param definitions names of the job XML documents in META-INF/batch-jobs
 * @param methods classes with methods that are jobs, as com.example.Name
 * @param listed whether the folder of the definitions is an entry of its own, by which class loaders find it
 * @param merged all artifacts Maven named in it, itself and what was merged into it
 * @param classPath the manifest's Class-Path, entry by entry
 */
record JobJar(
        String place,
        String fileName,
        String content,
        Set<String> classes,
        SortedSet<String> definitions,
        SortedSet<String> methods,
        boolean listed,
        Artifact artifact,
        List<Artifact> merged,
        List<String> classPath,
        Source source) {

    /** Where job XML is, in any jar. */
    static final String DEFINITIONS = "META-INF/batch-jobs/";

    /** Where its bytes are. */
    @FunctionalInterface
    interface Source {
        InputStream open() throws IOException;
    }

    boolean sharesAClassWith(JobJar other) {
        return !Collections.disjoint(classes, other.classes);
    }
}
