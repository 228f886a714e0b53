package millwright.server;

import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A file that must be there already: said before anything is started. */
final class ReadableFile implements ITypeConverter<Path> {

    @Override
    public Path convert(String value) {
        Path file = Path.of(value);
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new TypeConversionException("'" + value + "' is not a file that can be read");
        }
        return file;
    }
}
