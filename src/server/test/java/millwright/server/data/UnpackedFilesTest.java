package millwright.server.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackedFilesTest {
    @TempDir
    Path folder;

    @Test
    void unpacksOnce() throws IOException {
        NestedFile source = nested("first");
        Path unpacked = files().file("it.txt", source);
        Files.setLastModifiedTime(unpacked, java.nio.file.attribute.FileTime.fromMillis(1000));
        assertEquals(unpacked, files().file("it.txt", source));
        assertEquals(1000, Files.getLastModifiedTime(unpacked).toMillis());
    }

    @Test
    void unpacksAnewWhatWasCutShort() throws IOException {
        NestedFile source = nested("content");
        Path unpacked = files().file("it.txt", source);
        Files.writeString(unpacked, "cont");
        assertEquals("content", Files.readString(files().file("it.txt", source)));
    }

    @Test
    void usesNothingOfAnUnpackingThatFailedHalfway() throws IOException {
        NestedFile source = nested("content");
        assertThrows(IOException.class, () -> files().folder("it", source, (from, into) -> {
            Files.writeString(into.resolve("half.txt"), "half");
            throw new IOException("killed");
        }));
        Path whole =
                files().folder("it", source, (from, into) -> Files.writeString(into.resolve("whole.txt"), "whole"));
        assertFalse(Files.exists(whole.resolve("half.txt")));
    }

    @Test
    void removesWhatAnEarlierBuildLeft() throws IOException {
        Path older = files().file("it.txt", nested("older"));
        Path newer = files().file("it.txt", nested("newer"));
        assertNotEquals(older, newer);
        files().removeAllBut(List.of(newer));
        assertFalse(Files.exists(older));
        assertEquals("newer", Files.readString(newer));
    }

    private UnpackedFiles files() {
        return new UnpackedFiles(folder.resolve("server"));
    }

    private NestedFile nested(String content) throws IOException {
        Path file = Files.writeString(folder.resolve(content), content);
        CRC32 checksum = new CRC32();
        checksum.update(Files.readAllBytes(file));
        return new NestedFile(file.toUri().toURL(), content.length(), checksum.getValue());
    }
}
