package millwright.items.file;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPOutputStream;
import millwright.items.property.Property;
import millwright.retry.ErrorCategory;
import millwright.retry.JobException;

/**
 * A file that grows by whole chunks under the name {@code <name>.part}, and takes its final name when it is done (I5). It
 * is locked while it is written: a frozen process that wakes up cannot write into what its successor has. A packed file
 * is one gzip member a chunk, so that it can be cut at any of them. Not thread-safe.
 */
public final class OutputFile implements Closeable {

    /** What to do with a file that has the final name already. */
    public enum Existing {
        REPLACE,
        FAIL
    }

    private final Path target;
    private final Path part;
    private final boolean packed;
    private final boolean synced;
    private final FileChannel channel;

    private OutputFile(Path target, Path part, boolean packed, boolean synced, FileChannel channel) {
        this.target = target;
        this.part = part;
        this.packed = packed;
        this.synced = synced;
        this.channel = channel;
    }

    /**
     * @param synced whether a chunk is on the disk, and not only with the operating system, before its transaction
     *     commits
     * @param checkpoint where to go on, what lies behind is cut off; null to begin
     */
    public static OutputFile open(
            Path target, Compression compression, Existing existing, boolean synced, FilePosition checkpoint)
            throws IOException {
        Path part = target.resolveSibling(target.getFileName() + ".part");
        if (checkpoint == null) {
            refuseExisting(target, existing);
        } else {
            findAgain(target, part, checkpoint);
        }
        FileChannel channel = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            lock(channel, part);
            channel.truncate(checkpoint == null ? 0 : checkpoint.bytes());
            channel.position(channel.size());
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
        return new OutputFile(target, part, compression.packs(target.toString()), synced, channel);
    }

    private static void refuseExisting(Path target, Existing existing) {
        if (existing == Existing.FAIL && Files.exists(target)) {
            throw Property.wrong(
                    "property 'existing' is 'fail' and there is a file " + target + ": expected none, or 'replace'");
        }
    }

    private static void findAgain(Path target, Path part, FilePosition checkpoint) throws IOException {
        if (!Files.exists(part) && Files.exists(target) && Files.size(target) >= checkpoint.bytes()) {
            // done, but the step's end was not recorded: it is done once more
            Files.move(target, part, StandardCopyOption.ATOMIC_MOVE);
        }
        if (!Files.exists(part)) {
            throw Property.wrong("the checkpoint has " + checkpoint.bytes() + " bytes of " + part
                    + " and there is no such file: a job that moves to another node writes to a folder that all share");
        }
        if (Files.size(part) < checkpoint.bytes()) {
            throw Property.wrong(part + " has " + Files.size(part) + " bytes, expected at least the "
                    + checkpoint.bytes() + " of the checkpoint: it was cut or replaced");
        }
    }

    private static void lock(FileChannel channel, Path part) throws IOException {
        boolean locked;
        try {
            // released with the channel
            locked = channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            locked = false;
        }
        if (!locked) {
            throw new JobException(
                    "FILE_BUSY", ErrorCategory.TRANSIENT, part + " is being written by another job or process");
        }
    }

    public boolean isEmpty() throws IOException {
        return channel.position() == 0;
    }

    /** Adds {@code content} at the end. */
    public void append(ByteBuffer content) throws IOException {
        if (!content.hasRemaining()) {
            return;
        }
        ByteBuffer bytes = packed ? pack(content) : content;
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static ByteBuffer pack(ByteBuffer content) throws IOException {
        ByteArrayOutputStream member = new ByteArrayOutputStream(content.remaining() / 2);
        try (GZIPOutputStream gzip = new GZIPOutputStream(member, 1 << 13)) {
            gzip.write(content.array(), content.arrayOffset() + content.position(), content.remaining());
        }
        return ByteBuffer.wrap(member.toByteArray());
    }

    /** Throws away what is there, to begin anew. */
    public void restart() throws IOException {
        channel.truncate(0);
        channel.position(0);
        // what was there must not come back after a power cut, under what is now said of it
        channel.force(true);
    }

    /** Where the file ends, once it is safe there. */
    public FilePosition position() throws IOException {
        if (synced) {
            channel.force(false);
        }
        return new FilePosition(channel.position());
    }

    /** Lets go of the file; it takes its final name in one step when {@code done}. */
    public void close(boolean done) throws IOException {
        boolean wasOpen = channel.isOpen();
        try (channel) {
            if (done && wasOpen) {
                channel.force(true);
            }
        }
        // not while it is open: Windows would not let it
        if (done && wasOpen) {
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            syncFolder();
        }
    }

    private void syncFolder() {
        try (FileChannel folder = FileChannel.open(target.getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        } catch (IOException e) {
            // not every file system lets a folder be opened: the name is then as safe as it makes it
        }
    }

    @Override
    public void close() throws IOException {
        close(false);
    }
}
