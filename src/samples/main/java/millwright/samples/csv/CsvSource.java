package millwright.samples.csv;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file to read, on the server or in a jar. */
public final class CsvSource {

    /** Opens the file at its first byte. */
    private interface Opening {
        InputStream open() throws IOException;
    }

    private final String name;
    private final long size;
    private final Opening opening;

    private CsvSource(String name, long size, Opening opening) {
        this.name = name;
        this.size = size;
        this.opening = opening;
    }

    /** A file on the server. */
    public static CsvSource of(Path path) throws IOException {
        return new CsvSource(path.toString(), Files.size(path), () -> Files.newInputStream(path));
    }

    /** A file shipped in a jar: a small one, because going to a place in it means unpacking all that lies before. */
    public static CsvSource of(String name, URL resource) throws IOException {
        try (InputStream bytes = resource.openStream()) {
            return new CsvSource(name, bytes.transferTo(OutputStream.nullOutputStream()), resource::openStream);
        }
    }

    /** How messages call it. */
    public String name() {
        return name;
    }

    /** In bytes, when this source was made. */
    public long size() {
        return size;
    }

    /** A stream that begins at byte {@code offset}; the caller closes it. */
    InputStream openAt(long offset) throws IOException {
        InputStream bytes = opening.open();
        try {
            bytes.skipNBytes(offset);
            return bytes;
        } catch (EOFException e) {
            bytes.close();
            throw new IOException(name + " ends before byte " + offset, e);
        } catch (IOException e) {
            bytes.close();
            throw e;
        }
    }
}
