package millwright.items.file;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import millwright.items.property.Property;

/** A file to read from any place in it. Immutable; its streams are the caller's. */
public final class InputFile {

    private static final int PACKED_BUFFER = 1 << 16;

    private final Path path;
    private final boolean packed;
    private final long size;

    private InputFile(Path path, boolean packed, long size) {
        this.path = path;
        this.packed = packed;
        this.size = size;
    }

    /** @throws millwright.retry.JobException when the file cannot be read or a property is unfit */
    public static InputFile of(Property compression, String file) throws IOException {
        Path path = FilePath.existing("file", file);
        boolean packed = compression.choice(Compression.class, Compression.AUTO).packs(path.toString());
        return new InputFile(path, packed, Files.size(path));
    }

    /** How messages call it. */
    public String name() {
        return path.toString();
    }

    /** In bytes on the disk, when this object was made. */
    public long size() {
        return size;
    }

    /**
     * A stream of the unpacked content from byte {@code offset} on. For a packed file what lies before is unpacked, not
     * read by anybody.
     */
    public Content openAt(long offset) throws IOException {
        CountedInput file = new CountedInput(Files.newInputStream(path));
        try {
            InputStream content = packed ? new GZIPInputStream(file, PACKED_BUFFER) : file;
            content.skipNBytes(offset);
            return new Content(content, file);
        } catch (EOFException e) {
            file.close();
            throw new IOException(name() + " ends before byte " + offset, e);
        } catch (IOException e) {
            file.close();
            throw Property.wrong(name() + " cannot be read as a gzip file: " + e.getMessage(), e);
        }
    }

    /** The stream, and how much of the file it has taken. */
    public final class Content {

        private final InputStream stream;
        private final CountedInput file;

        private Content(InputStream stream, CountedInput file) {
            this.stream = stream;
            this.file = file;
        }

        public InputStream stream() {
            return stream;
        }

        /** @param given how many bytes of the content its reader has given on: what a buffer holds is not read yet */
        public double fraction(long given) {
            if (size == 0) {
                return 1;
            }
            return (double) (packed ? file.count() : given) / size;
        }
    }
}
