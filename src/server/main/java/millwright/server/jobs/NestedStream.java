package millwright.server.jobs;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Reads one entry of a jar, and closes the jar with it. */
final class NestedStream extends FilterInputStream {

    private final ZipFile jar;

    private NestedStream(ZipFile jar, InputStream entry) {
        super(entry);
        this.jar = jar;
    }

    static InputStream open(Path file, String name) throws IOException {
        ZipFile jar = new ZipFile(file.toFile());
        ZipEntry entry = jar.getEntry(name);
        if (entry == null) {
            jar.close();
            throw new IOException(file + " no longer holds " + name);
        }
        return new NestedStream(jar, jar.getInputStream(entry));
    }

    @Override
    public void close() throws IOException {
        super.close();
        jar.close();
    }
}
