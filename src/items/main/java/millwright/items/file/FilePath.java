package millwright.items.file;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import millwright.items.property.Property;

/** The path that a property names. A relative one is refused: it would depend on where the server was started. */
public final class FilePath {

    private FilePath() {}

    /** An absolute path, of something that may or may not be there. */
    public static Path of(String property, String value) {
        String given = Property.of(property, value).required("the absolute path of a file on the server");
        Path path;
        try {
            path = Path.of(given);
        } catch (InvalidPathException e) {
            throw refused(property, given, e.getReason());
        }
        if (!path.isAbsolute()) {
            throw refused(property, given, "the path is relative");
        }
        return path.normalize();
    }

    /** A file to read. */
    static Path existing(String property, String value) {
        Path path = of(property, value);
        if (!Files.exists(path)) {
            throw refused(property, value, "there is no such file" + nearest(path));
        }
        if (!Files.isRegularFile(path)) {
            throw refused(property, value, "it is no regular file");
        }
        if (!Files.isReadable(path)) {
            throw refused(property, value, "the server may not read it");
        }
        return path;
    }

    /** A file to write: its folder must be there. */
    public static Path inExistingFolder(String property, String value) {
        Path path = of(property, value);
        Path folder = path.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw refused(property, value, "there is no folder " + folder);
        }
        if (Files.isDirectory(path)) {
            throw refused(property, value, "it is a folder");
        }
        if (!Files.isWritable(folder)) {
            throw refused(property, value, "the server may not write to the folder " + folder);
        }
        return path;
    }

    private static String nearest(Path missing) {
        Path folder = missing.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return ", nor a folder " + folder;
        }
        return "";
    }

    private static RuntimeException refused(String property, String value, String reason) {
        return Property.wrong("property '" + property + "' is " + Property.quoted(value) + ": " + reason
                + "; expected the absolute path of a file on the server");
    }
}
