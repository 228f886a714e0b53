package millwright.server.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Files and folders that no other user may read, from the moment they exist. */
public final class OwnerOnly {
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private OwnerOnly() {}

    public static void createFolder(Path folder) throws IOException {
        Files.createDirectory(folder, mode("rwx------"));
    }

    /** Appears with all its content or not at all. */
    public static void write(Path file, String content) throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + ".tmp");
        Files.deleteIfExists(beside);
        Files.createFile(beside, mode("rw-------"));
        Files.write(beside, content.getBytes(StandardCharsets.UTF_8));
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static FileAttribute<?>[] mode(String permissions) {
        return POSIX
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
