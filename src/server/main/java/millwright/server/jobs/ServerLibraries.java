package millwright.server.jobs;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import millwright.server.data.NestedFile;

/** What the server brings itself: the libraries of its WAR, the PostgreSQL driver, the Jakarta and MicroProfile APIs. */
final class ServerLibraries {

    private static final String FOLDER = "WEB-INF/lib/";

    private final List<JobJar> jars = new ArrayList<>();
    private final Map<String, Artifact> byClass = new HashMap<>();
    private final Set<String> contents = new HashSet<>();
    private final ServerApis apis = ServerApis.load();

    static ServerLibraries read(NestedFile war, NestedFile driver) throws IOException {
        ServerLibraries libraries = new ServerLibraries();
        try (ZipInputStream in = new ZipInputStream(war.open())) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (entry.getName().startsWith(FOLDER) && entry.getName().endsWith(".jar")) {
                    libraries.add(entry.getName().substring(FOLDER.length()), in);
                }
            }
        }
        try (InputStream in = driver.open()) {
            libraries.add("postgresql.jar", in);
        }
        return libraries;
    }

    private void add(String fileName, InputStream in) throws IOException {
        JobJar jar = JarReader.read("the server's " + fileName, fileName, in, InputStream::nullInputStream);
        jars.add(jar);
        contents.add(jar.content());
        jar.classes().forEach(type -> byClass.put(type, jar.artifact()));
    }

    List<JobJar> jars() {
        return jars;
    }

    /** Which of them has a class of this name. */
    Optional<Artifact> having(String type) {
        return Optional.ofNullable(byClass.get(type)).or(() -> apis.having(type));
    }

    /** Byte for byte one of them. */
    boolean contain(JobJar jar) {
        return contents.contains(jar.content());
    }

    /** Which of them this is, in whatever version. */
    Optional<Artifact> same(JobJar jar) {
        return jars.stream()
                .filter(own -> own.artifact().is(jar.artifact(), () -> own.sharesAClassWith(jar)))
                .map(JobJar::artifact)
                .findFirst()
                .or(() -> sameApi(jar));
    }

    private Optional<Artifact> sameApi(JobJar jar) {
        return apis.artifacts().stream()
                .filter(api -> api.is(jar.artifact(), () -> jar.classes().stream()
                        .anyMatch(type -> apis.having(type).isPresent())))
                .findFirst();
    }

    /** Whether a jar of this file name, which nobody can read, would be one of them in the same version. */
    boolean provide(String fileName) {
        return jars.stream().anyMatch(own -> own.fileName().equals(fileName) || isNamed(own.artifact(), fileName))
                || apis.artifacts().stream().anyMatch(api -> isNamed(api, fileName));
    }

    private static boolean isNamed(Artifact artifact, String fileName) {
        return fileName.equals(artifact.name() + "-" + artifact.version() + ".jar");
    }
}
