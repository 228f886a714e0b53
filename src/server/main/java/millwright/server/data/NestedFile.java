package millwright.server.data;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.util.jar.JarEntry;

/** A file that the running jar carries inside, with the size and checksum that the jar's index gives for it. */
public record NestedFile(URL location, long size, long checksum) {

    /**
     * Finds it by its path in the jar.
     *
     * @throws IOException if the jar holds no such file
     */
    public static NestedFile named(String path) throws IOException {
        URL location = NestedFile.class.getResource("/" + path);
        if (location == null) {
            throw new IOException("this build of Millwright lacks " + path);
        }
        if (!(location.openConnection() instanceof JarURLConnection connection)) {
            throw new IOException(path + " is not inside a jar");
        }
        JarEntry entry = connection.getJarEntry();
        return new NestedFile(location, entry.getSize(), entry.getCrc());
    }

    /** Differs whenever the content does. */
    public String key() {
        return String.format("%08x-%x", checksum, size);
    }

    public InputStream open() throws IOException {
        return location.openStream();
    }
}
