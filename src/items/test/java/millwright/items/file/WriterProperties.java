package millwright.items.file;

import java.nio.file.Path;

/** Sets the properties that writers of text files share. */
@SuppressWarnings("UnnecessaryAssignment") // no container sets the properties here
public final class WriterProperties {

    private WriterProperties() {}

    public static void file(TextFileWriter writer, Path file) {
        writer.file = file.toString();
    }

    public static void charset(TextFileWriter writer, String charset) {
        writer.charset = charset;
    }

    public static void existing(TextFileWriter writer, String existing) {
        writer.existing = existing;
    }
}
