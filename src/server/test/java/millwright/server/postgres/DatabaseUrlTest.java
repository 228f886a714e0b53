package millwright.server.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import millwright.server.console.StartFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {
    private static final String DEFAULTS = "ApplicationName=millwright&connectTimeout=10&tcpKeepAlive=true";

    @ParameterizedTest
    @CsvSource({
        "postgresql://jo:pw@db.example:6432/jobs,db.example:6432/jobs",
        "postgres://jo:pw@db.example/jobs,db.example:5432/jobs",
        "jdbc:postgresql://jo:pw@db.example/jobs,db.example:5432/jobs",
        "jdbc:postgresql://db.example/jobs?user=jo&password=pw,db.example:5432/jobs",
        "postgresql://jo:pw@db.example,db.example:5432/jo",
        "postgresql://jo:pw@/jobs,localhost:5432/jobs",
        "postgresql://jo:pw@[::1]:6432/jobs,[::1]:6432/jobs",
        "'postgresql://jo:pw@one:1,two,[fe80::1]:3/jobs','one:1,two:5432,[fe80::1]:3/jobs'",
    })
    void readsHostsPortAndDatabase(String text, String address) {
        Database database = DatabaseUrl.parse(text);
        assertEquals("jdbc:postgresql://" + address + "?" + DEFAULTS, database.url());
        assertEquals("jo", database.user());
        assertEquals("pw", database.password());
        assertEquals(address, database.address());
    }

    @Test
    void decodesUserPasswordAndDatabase() {
        Database database = DatabaseUrl.parse("postgresql://j%40o:p%2F%3A%25+w@h/my%20jobs");
        assertEquals("j@o", database.user());
        assertEquals("p/:%+w", database.password());
        assertEquals("h:5432/my%20jobs", database.address());
    }

    @Test
    void passesParametersOnUnderTheNamesTheDriverKnows() {
        Database database = DatabaseUrl.parse(
                "postgresql://jo@a,b/jobs?sslmode=require&target_session_attrs=read-write&application_name=x&connect_timeout=3");
        assertTrue(
                database.url().contains("sslmode=require&targetServerType=primary&ApplicationName=x&connectTimeout=3"));
        assertEquals("", database.password());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "mysql://jo:secret@h/jobs",
                "postgresql://jo:se@cret@h/jobs",
                "postgresql://h/jobs",
                "postgresql://jo:secret%zz@h/jobs",
                "postgresql://jo:secret@h:99999/jobs",
                "postgresql://jo:secret@h:port/jobs",
                "postgresql://jo:secret@h/jobs?sslmode",
            })
    void refusesWhatItCannotReadWithoutRepeatingThePassword(String text) {
        String line =
                assertThrows(StartFailure.class, () -> DatabaseUrl.parse(text)).getMessage();
        assertTrue(line.startsWith("DATABASE_URL cannot be used: "), line);
        assertFalse(line.contains("secret"), line);
        assertEquals(1, line.lines().count());
    }

    @Test
    void keepsThePasswordOutOfItsText() {
        assertFalse(
                DatabaseUrl.parse("postgresql://jo:secret@h/jobs").toString().contains("secret"));
    }
}
