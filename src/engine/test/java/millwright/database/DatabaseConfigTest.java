package millwright.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import millwright.config.SettingException;
import millwright.config.Settings;
import org.junit.jupiter.api.Test;

class DatabaseConfigTest {

    private static final String KEY = "millwright.database.direct-url";

    @Test
    void nothingSetMeansThePoolForEverything() {
        DatabaseConfig config = DatabaseConfig.from(new Settings(key -> Optional.empty()));
        assertEquals(new DatabaseConfig("jdbc/millwright", DatabaseConfig.Migrate.APPLY, Optional.empty()), config);
    }

    @Test
    void aDirectUrlIsTakenAsItIs() {
        String url = "jdbc:postgresql://db:5432/jobs?user=jo&password=secret";
        assertEquals(Optional.of(url), config(url).directUrl());
    }

    @Test
    void anotherKindOfUrlIsRefusedWithoutItsPassword() {
        for (String url :
                new String[] {"postgresql://jo:secret@db/jobs", "jdbc:mysql://db/jobs?password=secret", "secret"}) {
            SettingException refused = assertThrows(SettingException.class, () -> config(url));
            assertTrue(refused.getMessage().startsWith(KEY + " "), refused.getMessage());
            assertFalse(refused.getMessage().contains("secret"), refused.getMessage());
        }
    }

    private static DatabaseConfig config(String directUrl) {
        return DatabaseConfig.from(
                new Settings(key -> Optional.ofNullable(Map.of(KEY, directUrl).get(key))));
    }
}
