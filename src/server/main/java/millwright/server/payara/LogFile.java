package millwright.server.payara;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A log that cannot fill the disk: once it is large and a line is whole, the file gets the name {@code .1}, what had
 * that name {@code .2}, and so on; the oldest goes.
 */
final class LogFile extends OutputStream {
    static final long LARGE = 10_000_000;
    static final int KEPT = 5;

    private final Path path;
    private final long large;
    private OutputStream out;
    private long size;
    private long nextTry;
    private boolean lineIsWhole = true;

    LogFile(Path path, long large) throws IOException {
        this.path = path;
        this.large = large;
        open();
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return;
        }
        if (lineIsWhole && size > 0 && size + length > nextTry) {
            renew();
        }
        out.write(bytes, offset, length);
        size += length;
        lineIsWhole = bytes[offset + length - 1] == '\n';
    }

    @Override
    public synchronized void write(int single) throws IOException {
        write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public synchronized void close() throws IOException {
        out.close();
    }

    private void open() throws IOException {
        out = new FileOutputStream(path.toFile(), true);
        size = Files.size(path);
        nextTry = large;
    }

    private void renew() throws IOException {
        out.close();
        try {
            for (int older = KEPT - 1; older > 0; older--) {
                Path from = older == 1 ? path : numbered(older - 1);
                if (Files.exists(from)) {
                    Files.move(from, numbered(older), StandardCopyOption.REPLACE_EXISTING);
                }
            }
            open();
        } catch (IOException e) {
            open(); // a log that grows too large is better than none
            nextTry = size + large;
        }
    }

    private Path numbered(int number) {
        return path.resolveSibling(path.getFileName() + "." + number);
    }
}
