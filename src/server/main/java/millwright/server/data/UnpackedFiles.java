package millwright.server.data;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;

/**
 * Folders unpacked from nested files, once per content. Each is filled under another name, listed with the size of
 * every file and then renamed; a later start compares the list and unpacks anew what differs. A kill leaves the other
 * name behind; a power cut may lose what was not yet on the disk, and shows as a missing list or another size.
 */
public final class UnpackedFiles {
    private static final String LIST = "unpacked.list";

    private final Path parent;

    public UnpackedFiles(Path parent) {
        this.parent = parent;
    }

    /** Fills an empty folder from the nested file. */
    @FunctionalInterface
    public interface Filler {
        void fill(NestedFile source, Path folder) throws IOException;
    }

    /** Fills an empty folder. */
    @FunctionalInterface
    public interface Contents {
        void write(Path folder) throws IOException;
    }

    /** The folder with that file's content, unpacked now if it is not there whole. */
    public Path folder(String name, NestedFile source, Filler filler) throws IOException {
        return folder(name, source.key(), folder -> filler.fill(source, folder));
    }

    /** The folder with what the key stands for, filled now if it is not there whole. */
    public Path folder(String name, String key, Contents contents) throws IOException {
        Path folder = parent.resolve(name + "-" + key);
        if (isWhole(folder)) {
            return folder;
        }
        delete(folder);
        Path filling = parent.resolve(name + ".tmp");
        delete(filling);
        Files.createDirectories(filling);
        contents.write(filling);
        List<String> files = list(filling);
        Files.write(filling.resolve(LIST), files);
        Files.move(filling, folder, StandardCopyOption.ATOMIC_MOVE);
        return folder;
    }

    /** A single file, copied as it is. */
    public Path file(String fileName, NestedFile source) throws IOException {
        return folder(fileName, source, (from, folder) -> {
                    try (var in = from.open()) {
                        Files.copy(in, folder.resolve(fileName));
                    }
                })
                .resolve(fileName);
    }

    /** Removes what earlier builds left here. */
    public void removeAllBut(List<Path> current) throws IOException {
        try (Stream<Path> entries = Files.list(parent)) {
            for (Path entry : entries.toList()) {
                if (current.stream().noneMatch(used -> used.startsWith(entry))) {
                    delete(entry);
                }
            }
        }
    }

    /** Deletes a folder with all it holds; links are removed, not followed. */
    public static void delete(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static boolean isWhole(Path folder) throws IOException {
        Path list = folder.resolve(LIST);
        return Files.isRegularFile(list) && Files.readAllLines(list).equals(list(folder));
    }

    private static List<String> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .filter(file -> !file.getFileName().toString().equals(LIST))
                    .map(file -> file.toFile().length() + "\t" + folder.relativize(file))
                    .sorted()
                    .toList();
        }
    }
}
