package millwright.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import millwright.testing.PostgresTest;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.Test;

/** Every SQL text of the engine is understood by the migrated schema, also those that no other test comes by. */
@PostgresTest
class SqlConstantsTest {

    private static final Pattern STATEMENT =
            Pattern.compile("\\s*(SELECT|INSERT|UPDATE|DELETE|WITH)\\b.*", Pattern.DOTALL);

    /** Raised with each new statement, so that a search that finds fewer is noticed. */
    private static final int KNOWN_STATEMENTS = 212;

    @Test
    void theServerUnderstandsEveryStatement(TestDatabase database) throws Exception {
        List<String> refused = new ArrayList<>();
        try (Connection connection = database.connect()) {
            statements().forEach((name, sql) -> {
                try (PreparedStatement statement = connection.prepareStatement(sql)) {
                    // makes the driver ask the server, which parses and plans the types
                    assertTrue(statement.getParameterMetaData().getParameterCount() >= 0);
                } catch (SQLException e) {
                    refused.add(name + ": " + e.getMessage());
                }
            });
        }
        assertEquals(List.of(), refused);
    }

    @Test
    void everyStatementIsFound() throws Exception {
        assertEquals(KNOWN_STATEMENTS, statements().size(), () -> {
            try {
                return statements().keySet().toString();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
    }

    /** Java writes numbers with the digits of the machine's language, which SQL does not know. */
    @Test
    void theStatementsAreTheSameWhateverTheLanguageOfTheMachine() throws Exception {
        Locale before = Locale.getDefault();
        Map<String, String> elsewhere;
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try (URLClassLoader again = new OwnClasses(classes())) {
            elsewhere = statements(again);
        } finally {
            Locale.setDefault(before);
        }
        elsewhere.entrySet().removeAll(statements().entrySet());
        assertEquals(Set.of(), elsewhere.keySet());
    }

    /** Loads the engine's classes once more, so that their constants are made anew. */
    private static final class OwnClasses extends URLClassLoader {

        OwnClasses(Path classes) throws IOException {
            super(new URL[] {classes.toUri().toURL()}, SqlConstantsTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("millwright.")) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? findClass(name) : loaded;
        }
    }

    /** F1: nothing changes the state of a job that does not tell the feed. */
    @Test
    void everyStatementThatCountsAMoveTellsTheFeed() throws Exception {
        List<String> silent = new ArrayList<>();
        statements().forEach((name, sql) -> {
            if (sql.contains("INSERT INTO millwright.job_delta") && !sql.contains("INSERT INTO millwright.feed ")) {
                silent.add(name);
            }
        });
        assertEquals(List.of(), silent);
    }

    @Test
    void aStatementOnATableThatIsNotThereIsRefused(TestDatabase database) throws SQLException {
        try (Connection connection = database.connect();
                PreparedStatement statement = connection.prepareStatement("SELECT * FROM millwright.jobs")) {
            SQLException refused =
                    org.junit.jupiter.api.Assertions.assertThrows(SQLException.class, statement::getParameterMetaData);
            assertEquals("42P01", refused.getSQLState());
        }
    }

    private static Path classes() {
        return Path.of(System.getProperty("millwright.test.classes"));
    }

    private static Map<String, String> statements() throws IOException, ReflectiveOperationException {
        return statements(SqlConstantsTest.class.getClassLoader());
    }

    private static Map<String, String> statements(ClassLoader loader) throws IOException, ReflectiveOperationException {
        Path classes = classes();
        List<String> names;
        try (Stream<Path> files = Files.walk(classes.resolve("millwright"))) {
            names = files.map(file -> classes.relativize(file).toString())
                    .filter(file -> file.endsWith(".class"))
                    .map(file -> file.substring(0, file.length() - ".class".length())
                            .replace(java.io.File.separatorChar, '.'))
                    .toList();
        }
        Map<String, String> statements = new TreeMap<>();
        for (String name : names) {
            for (Field field : Class.forName(name, true, loader).getDeclaredFields()) {
                if (field.getType() == String.class && Modifier.isStatic(field.getModifiers())) {
                    field.setAccessible(true);
                    String text = (String) field.get(null);
                    if (STATEMENT.matcher(text).matches()) {
                        statements.put(name + "." + field.getName(), text);
                    }
                }
            }
        }
        return statements;
    }
}
