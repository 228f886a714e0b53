package millwright.server.payara;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is kept with a job need not be on the server's log. */
class LevelOfOthersTest {

    private static final Logger NAMED = Logger.getLogger("others.named");
    private static final Logger BELOW = Logger.getLogger("others.named.Below");
    private static final Logger OTHER = Logger.getLogger("others.Other");

    private final LevelOfOthers others = new LevelOfOthers(Level.WARNING);

    @AfterEach
    void restore() {
        NAMED.setLevel(null);
    }

    @Test
    void warningsOfAllAreShown() {
        assertTrue(shows(OTHER.getName(), Level.WARNING));
        assertTrue(shows(null, Level.SEVERE));
    }

    @Test
    void lowerLevelsAreShownOfThoseAloneThatTheConfigurationNames() {
        NAMED.setLevel(Level.FINE);
        assertTrue(shows(NAMED.getName(), Level.INFO));
        assertTrue(shows(BELOW.getName(), Level.FINE));
        assertFalse(shows(OTHER.getName(), Level.INFO));
        assertFalse(shows("others.unknown", Level.INFO));
        assertFalse(shows(null, Level.INFO));
        assertFalse(shows("", Level.INFO), "the root logger's level is not a name");
    }

    @Test
    void aConfigurationWithoutItShowsAll() {
        assertTrue(LevelOfOthers.configured().shows(new LogRecord(Level.FINEST, "")));
    }

    private boolean shows(String logger, Level level) {
        LogRecord entry = new LogRecord(level, "a line");
        entry.setLoggerName(logger);
        return others.shows(entry);
    }
}
