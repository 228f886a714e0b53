package millwright.server.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import millwright.server.console.StartFailure;
import org.junit.jupiter.api.Test;

/** Which PostgreSQL of an operator's own is taken, and what is said of one that is not. */
class ExternalPostgresTest {

    private static final Database DATABASE = DatabaseUrl.parse("postgresql://me:s3cret@db.example:5433/jobs");

    @Test
    void takesVersions15To18() {
        assertEquals("15.18", ExternalPostgres.judged(DATABASE, 15, "15.18", false));
        assertEquals("18.6", ExternalPostgres.judged(DATABASE, 18, "18.6", false));
    }

    @Test
    void refusesAnOlderOneAndNamesBothVersions() {
        String said = refusal(14, "14.22", false);
        assertTrue(said.contains("14.22") && said.contains("15 to 18") && said.contains("db.example:5433"), said);
        assertEquals(1, said.lines().count());
    }

    @Test
    void refusesAStandby() {
        assertTrue(refusal(17, "17.2", true).contains("standby"));
    }

    @Test
    void takesANewerOneAndSaysThatItWasNotTried() {
        assertTrue(ExternalPostgres.judged(DATABASE, 19, "19.0", false).contains("newer than 18"));
    }

    private static String refusal(int major, String version, boolean standby) {
        StartFailure refused =
                assertThrows(StartFailure.class, () -> ExternalPostgres.judged(DATABASE, major, version, standby));
        assertTrue(!refused.getMessage().contains("s3cret"), refused.getMessage());
        return refused.getMessage();
    }
}
