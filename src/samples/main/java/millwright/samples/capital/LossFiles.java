package millwright.samples.capital;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import millwright.samples.csv.CsvSource;

/**
 * Finds the file that the parameter {@code file} means. An absolute path is a file on the server and a bare name a file
 * shipped with the sample, so no value can mean both; a relative path is refused, because what it means would depend on
 * where the server was started.
 */
final class LossFiles {

    private LossFiles() {}

    static CsvSource named(String file) throws IOException {
        Path path = path(file);
        if (path.isAbsolute()) {
            if (!Files.isRegularFile(path)) {
                throw refused(file, "there is no such file on the server");
            }
            if (!Files.isReadable(path)) {
                throw refused(file, "the server may not read it");
            }
            return CsvSource.of(path);
        }
        if (path.getNameCount() > 1) {
            throw refused(file, "the path is relative");
        }
        URL shipped = file.endsWith(".csv") ? LossFiles.class.getResource(file) : null;
        if (shipped == null) {
            throw refused(file, "no such file is shipped with the sample");
        }
        return CsvSource.of(file, shipped);
    }

    private static Path path(String file) {
        try {
            return Path.of(file);
        } catch (InvalidPathException e) {
            throw refused(file, e.getReason());
        }
    }

    private static IllegalArgumentException refused(String file, String reason) {
        return new IllegalArgumentException("parameter file is " + Quoted.text(file) + ": " + reason
                + "; expected wildlife-strikes.csv, hostile-strikes.csv or the absolute path of a CSV file");
    }
}
