package millwright.batch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** Lists the files directly in a folder of the class path, in every jar and directory that has it. */
final class ClassPathFolder {

    private ClassPathFolder() {}

    /** A file of the folder and the jar or directory it was found in. */
    record Entry(String fileName, String place) {}

    static List<Entry> list(ClassLoader loader, String folder) {
        try {
            List<Entry> entries = new ArrayList<>();
            for (URL url : Collections.list(loader.getResources(folder))) {
                entries.addAll(listOne(url, folder));
            }
            return entries;
        } catch (IOException | URISyntaxException e) {
            throw new UncheckedIOException(
                    "the class path folder " + folder + " cannot be listed",
                    e instanceof IOException io ? io : new IOException(e));
        }
    }

    private static List<Entry> listOne(URL url, String folder) throws IOException, URISyntaxException {
        if (url.getProtocol().equals("file")) {
            try (Stream<Path> files = Files.list(Path.of(url.toURI()))) {
                return files.map(file -> new Entry(file.getFileName().toString(), url.getPath()))
                        .toList();
            }
        }
        URLConnection connection = url.openConnection();
        if (!(connection instanceof JarURLConnection jar)) {
            return List.of();
        }
        // an undeployed application's jar must not stay open in the JVM-wide cache
        connection.setUseCaches(false);
        try (var file = jar.getJarFile()) {
            return file.stream()
                    .filter(entry -> !entry.isDirectory() && entry.getName().startsWith(folder))
                    .map(entry -> entry.getName().substring(folder.length()))
                    .filter(name -> !name.isEmpty() && name.indexOf('/') < 0)
                    .map(name -> new Entry(name, jar.getJarFileURL().getPath()))
                    .toList();
        }
    }
}
