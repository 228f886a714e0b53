package millwright.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import millwright.database.DatabaseConfig.Migrate;
import millwright.testing.Crowd;
import millwright.testing.PostgresTest;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.Test;

/** D1, D2: the schema comes up to date whoever comes first, and a node refuses a schema or server it does not fit. */
@PostgresTest
class MigrationsTest {

    private static final String APPLIED = "SELECT count(*) FROM millwright.schema_history WHERE version IS NOT NULL";

    @Test
    void nodesThatStartAtOnceOnAnEmptyDatabaseMigrateItOnce() throws Exception {
        for (int round = 0; round < 3; round++) {
            try (TestDatabase database = TestDatabase.empty()) {
                Crowd.of(4, () -> {
                    migrations(database, Migrate.APPLY).run();
                    return true;
                });
                assertEquals(known(), database.number(APPLIED));
            }
        }
    }

    /** How many this node brings. */
    private static long known() throws IOException {
        Path folder = Path.of(System.getProperty("millwright.test.classes"), "millwright", "migrations");
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        }
    }

    @Test
    void runsAgainOnAnUpToDateSchemaAndChangesNothing(TestDatabase database) {
        long before = database.number(APPLIED);
        migrations(database, Migrate.APPLY).run();
        assertEquals(before, database.number(APPLIED));
    }

    @Test
    void refusesASchemaOfANewerNode(TestDatabase database) {
        database.sql(
                """
                INSERT INTO millwright.schema_history (installed_rank, version, description, type, script, checksum,
                                                       installed_by, execution_time, success)
                VALUES (99, '999', 'of the future', 'SQL', 'V999__of_the_future.sql', 1, 'test', 1, true)
                """);
        for (Migrate mode : Migrate.values()) {
            IllegalStateException refused = assertThrows(IllegalStateException.class, () -> migrations(database, mode)
                    .run());
            assertTrue(refused.getMessage().startsWith("the schema millwright does not fit this version"));
            assertOneLine(refused);
        }
    }

    @Test
    void refusesASchemaWhoseMigrationWasChanged(TestDatabase database) {
        database.sql("UPDATE millwright.schema_history SET checksum = checksum + 1 WHERE version = '001'");
        IllegalStateException refused =
                assertThrows(IllegalStateException.class, () -> migrations(database, Migrate.APPLY)
                        .run());
        assertOneLine(refused);
    }

    @Test
    void validateAcceptsAnUpToDateSchema(TestDatabase database) throws IOException {
        migrations(database, Migrate.VALIDATE).run();
        assertEquals(known(), database.number(APPLIED));
    }

    @Test
    void validateRefusesAnEmptyDatabaseAndWritesNothing() throws IOException {
        try (TestDatabase database = TestDatabase.empty()) {
            IllegalStateException refused =
                    assertThrows(IllegalStateException.class, () -> migrations(database, Migrate.VALIDATE)
                            .run());
            assertOneLine(refused);
            assertFalse(database.isTrue("SELECT to_regnamespace('millwright') IS NOT NULL"));
        }
    }

    @Test
    void refusesADatabaseWithAnotherIsolationLevel() throws IOException {
        try (TestDatabase database = TestDatabase.empty()) {
            database.sql("DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET default_transaction_isolation ="
                    + " ''serializable''', current_database()); END $$");
            // settings of a database hold for new sessions
            database.endIdleSessions();
            IllegalStateException refused =
                    assertThrows(IllegalStateException.class, () -> migrations(database, Migrate.APPLY)
                            .run());
            assertTrue(refused.getMessage().contains("'serializable'"), refused.getMessage());
            assertOneLine(refused);
        }
    }

    @Test
    void refusesAReadOnlyDatabase() throws IOException {
        try (TestDatabase database = TestDatabase.empty()) {
            database.sql("DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET default_transaction_read_only = on',"
                    + " current_database()); END $$");
            // settings of a database hold for new sessions
            database.endIdleSessions();
            IllegalStateException refused =
                    assertThrows(IllegalStateException.class, () -> migrations(database, Migrate.APPLY)
                            .run());
            assertTrue(refused.getMessage().contains("read-only"), refused.getMessage());
        }
    }

    private static Migrations migrations(TestDatabase database, Migrate mode) {
        return new Migrations(database.database(), new DatabaseConfig("unused", mode, Optional.empty()));
    }

    private static void assertOneLine(Exception refused) {
        assertFalse(refused.getMessage().isBlank());
        assertEquals(1, refused.getMessage().lines().count(), refused.getMessage());
    }
}
