package millwright.server.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import millwright.server.console.StartFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    Path folder;

    @Test
    void isHeldByOneAtATime() throws IOException {
        Path data = folder.resolve("deep/data");
        try (DataFolder held = DataFolder.hold(data)) {
            String line = assertThrows(StartFailure.class, () -> DataFolder.hold(data))
                    .getMessage();
            assertTrue(
                    line.contains("is in use by pid " + ProcessHandle.current().pid()), line);
            assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(held.path())));
        }
        DataFolder.hold(data).close();
    }

    @Test
    void refusesAFileInItsPlace() throws IOException {
        Path file = Files.writeString(folder.resolve("data"), "");
        for (Path place : new Path[] {file, file.resolve("inside")}) {
            String line = assertThrows(StartFailure.class, () -> DataFolder.hold(place))
                    .getMessage();
            assertTrue(line.contains(file + " is a file"), line);
        }
    }

    @Test
    void putsALargeLogAside() throws IOException {
        try (DataFolder held = DataFolder.hold(folder.resolve("data"))) {
            Files.write(held.log("some.log"), new byte[10_000_001]);
            assertFalse(Files.exists(held.log("some.log")));
            assertTrue(Files.exists(held.path().resolve("log/some.log.1")));
        }
    }
}
