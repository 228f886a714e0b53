package millwright.server.payara;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {
    private static final int LARGE = 100;

    @TempDir
    Path folder;

    @Test
    void keepsAFewFilesOfWholeLinesAndTheNewestInTheFirst() throws IOException {
        Path path = folder.resolve("server.log");
        try (LogFile log = new LogFile(path, LARGE)) {
            for (int i = 1000; i < 1200; i++) {
                // a line in two writes, as a long one comes
                log.write(("line " + i + " begins,").getBytes(StandardCharsets.UTF_8));
                log.write(" and ends\n".getBytes(StandardCharsets.UTF_8));
            }
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> all = files.sorted().toList();
            assertEquals(LogFile.KEPT, all.size(), all::toString);
            for (Path file : all) {
                assertTrue(Files.size(file) <= 2 * LARGE, file::toString);
                assertTrue(
                        Files.readAllLines(file).stream()
                                .allMatch(line -> line.matches("line [0-9]{4} begins, and ends")),
                        file::toString);
            }
        }
        List<String> newest = Files.readAllLines(path);
        assertEquals("line 1199 begins, and ends", newest.get(newest.size() - 1));
    }

    @Test
    void goesOnInTheSameFileWhenItCannotBeRenewed() throws IOException {
        Path path = folder.resolve("server.log");
        Path inTheWay = Files.createDirectories(folder.resolve("server.log.4").resolve("full"));
        try (LogFile log = new LogFile(path, LARGE)) {
            for (int i = 0; i < LARGE; i++) {
                log.write(("line " + i + "\n").getBytes(StandardCharsets.UTF_8));
            }
            long kept = 0;
            for (String name : List.of("server.log", "server.log.1", "server.log.2", "server.log.3")) {
                kept += Files.readAllLines(folder.resolve(name)).size();
            }
            assertEquals(LARGE, kept);
            assertTrue(Files.size(path) > LARGE, "the newest is as it was");
            Files.delete(inTheWay);
            Files.delete(inTheWay.getParent());
            for (int i = 0; i < LARGE; i++) {
                log.write(("line " + i + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        assertTrue(Files.size(path) <= LARGE, "renewed once it could be");
    }

    @Test
    void goesOnWhereAnEarlierOneEnded() throws IOException {
        Path path = folder.resolve("server.log");
        for (String line : new String[] {"first\n", "second\n"}) {
            try (LogFile log = new LogFile(path, LARGE)) {
                log.write(line.getBytes(StandardCharsets.UTF_8));
            }
        }
        assertEquals(List.of("first", "second"), Files.readAllLines(path));
    }
}
