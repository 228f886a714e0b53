package millwright.server.data;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import millwright.server.console.StartFailure;

/**
 * The folder that holds all a server keeps: database, logs, admin token, unpacked files. Held by a lock of the
 * operating system, so that it is free again however the process ends; the pid stands beside it for people.
 */
public final class DataFolder implements Closeable {
    private static final long LARGE_LOG = 10_000_000;

    private final Path folder;
    private final FileChannel channel;

    private DataFolder(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /**
     * Takes the folder for this process, and makes it if it is missing.
     *
     * @throws StartFailure if it cannot be made or written, or another process holds it
     */
    public static DataFolder hold(Path where) {
        Path folder = where.toAbsolutePath().normalize();
        try {
            if (!Files.isDirectory(folder)) {
                if (folder.getParent() != null) {
                    Files.createDirectories(folder.getParent());
                }
                OwnerOnly.createFolder(folder);
            }
            FileChannel channel =
                    FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!lock(channel)) {
                channel.close();
                throw new StartFailure("data folder " + folder + " is in use by pid " + holder(folder)
                        + ": stop that process, or choose another folder with --data");
            }
            Files.writeString(folder.resolve("pid"), ProcessHandle.current().pid() + "\n");
            return new DataFolder(folder, channel);
        } catch (IOException e) {
            throw new StartFailure(
                    "data folder " + folder + " cannot be used: " + reason(e)
                            + "; make it a folder this user may write, or choose another with --data",
                    e);
        }
    }

    public Path path() {
        return folder;
    }

    /** A folder inside, made if it is missing. */
    public Path inside(String name) throws IOException {
        return Files.createDirectories(folder.resolve(name));
    }

    /** A log file inside; one that has grown large is put aside first, in the place of the one before it. */
    public Path log(String name) throws IOException {
        Path log = inside("log").resolve(name);
        if (Files.isRegularFile(log) && Files.size(log) > LARGE_LOG) {
            Files.move(log, log.resolveSibling(name + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
        return log;
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(folder.resolve("pid"));
        channel.close();
    }

    private static boolean lock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static String holder(Path folder) {
        try {
            return Files.readString(folder.resolve("pid")).strip();
        } catch (IOException e) {
            return "unknown";
        }
    }

    private static String reason(IOException failure) {
        if (failure instanceof FileAlreadyExistsException exists) {
            return exists.getFile() + " is a file";
        }
        if (failure instanceof AccessDeniedException denied) {
            return "no permission for " + denied.getFile();
        }
        if (failure instanceof FileSystemException other && other.getReason() != null) {
            return other.getReason();
        }
        return StartFailure.reason(failure);
    }
}
