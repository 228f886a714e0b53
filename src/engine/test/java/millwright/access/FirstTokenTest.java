package millwright.access;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import millwright.testing.Crowd;
import millwright.testing.PostgresTest;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A1, A2: the administrator's token is made once, shown once, and kept by nobody but its owner. */
@PostgresTest
class FirstTokenTest {

    private static final String TOKENS = "SELECT count(*) FROM millwright.api_token";

    private final TestDatabase database;
    private final StoredTokens tokens;

    @TempDir
    private Path folder;

    FirstTokenTest(TestDatabase database) {
        this.database = database;
        this.tokens = new StoredTokens(database.database());
    }

    @Test
    void tenStartersMakeOne() throws Exception {
        AtomicInteger starter = new AtomicInteger();
        Crowd.of(10, () -> {
            first(folder.resolve("token" + starter.incrementAndGet())).ensure();
            return true;
        });
        assertEquals(1, database.number(TOKENS));
        try (Stream<Path> left = Files.list(folder)) {
            List<Path> files = left.toList();
            assertEquals(1, files.size(), () -> "the others' files are theirs to remove: " + files);
            assertEquals(
                    Optional.of(new Caller("admin", Role.ADMIN)),
                    tokens.authenticate(Files.readString(files.get(0)).strip()));
        }
    }

    @Test
    void onlyItsHashIsStored() throws Exception {
        String token = tokens.generate();
        assertTrue(tokens.createAdministrator(token));
        String row = database.text("SELECT t::text FROM millwright.api_token t");
        assertFalse(row.contains(token));
        assertFalse(row.contains(token.substring(StoredTokens.PREFIX.length())));
        byte[] stored = database.list("SELECT hash FROM millwright.api_token", r -> r.getBytes(1))
                .get(0);
        assertArrayEquals(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)), stored);
    }

    @Test
    void theFileIsReadableByItsOwnerAlone() throws IOException {
        Path file = folder.resolve("token");
        Files.writeString(file, "left by somebody, readable by all");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
        first(file).ensure();
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals(
                Optional.of(new Caller("admin", Role.ADMIN)),
                tokens.authenticate(Files.readString(file).strip()));
    }

    @Test
    void aSecondStartLeavesTokenAndFileAlone() throws IOException {
        Path file = folder.resolve("token");
        first(file).ensure();
        String before = Files.readString(file);
        first(file).ensure();
        assertEquals(before, Files.readString(file));
        assertEquals(1, database.number(TOKENS));
    }

    @Test
    void aFileThatCannotBeWrittenLeavesNoTokenBehind() {
        Path file = folder.resolve("no/such/folder/token");
        UncheckedIOException refused =
                assertThrows(UncheckedIOException.class, () -> first(file).ensure());
        assertTrue(refused.getMessage().contains(file.toString()), refused.getMessage());
        assertEquals(0, database.number(TOKENS));
    }

    @Test
    void whatIsNoTokenOfOursIsNobodys() {
        assertTrue(tokens.createAdministrator(tokens.generate()));
        for (String token :
                List.of("", "mw_", "mw_x", "admin", "mw_\0", "mw_\uD800", "mw_" + "x".repeat(10_000), "' OR true --")) {
            assertEquals(Optional.empty(), tokens.authenticate(token));
        }
    }

    private FirstToken first(Path file) {
        return new FirstToken(tokens, new AccessConfig(Optional.of(file), Duration.ofHours(1)));
    }
}
