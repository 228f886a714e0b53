package millwright.items.file;

import java.util.Locale;

/** How a file's bytes are packed. */
public enum Compression {
    /** By the file's name: {@code .gz} is gzip, any other is not packed. */
    AUTO,
    NONE,
    GZIP;

    boolean packs(String fileName) {
        return this == GZIP
                || (this == AUTO && fileName.toLowerCase(Locale.ROOT).endsWith(".gz"));
    }
}
