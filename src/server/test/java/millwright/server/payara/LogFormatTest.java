package millwright.server.payara;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LogFormatTest {
    private static final String JOB = "01a20470-edaa-7a4b-8b70-21a22d8c06f6";

    private final String ownName = Thread.currentThread().getName();

    @AfterEach
    void giveTheThreadItsNameBack() {
        Thread.currentThread().setName(ownName);
    }

    @Test
    void jsonIsOneObjectALineWithTheAttemptOfItsThread() {
        Thread.currentThread().setName("millwright job " + JOB + " attempt 2");
        LogRecord entry = entry("several\nlines, \"quoted\" \u0007 and {0}", 7);
        entry.setThrown(new IllegalStateException("told to"));
        String line = LogFormat.JSON.formatter().format(entry);
        assertEquals(line.length() - 1, line.indexOf('\n'), line);
        JsonObject json = json(line);
        assertEquals("2026-11-22T19:34:05.123Z", json.getString("time"));
        assertEquals("WARNING", json.getString("level"));
        assertEquals("some.Logger", json.getString("logger"));
        assertEquals(Thread.currentThread().getName(), json.getString("thread"));
        assertEquals(JOB, json.getString("job_id"));
        assertEquals(2, json.getInt("attempt"));
        assertEquals("several\nlines, \"quoted\" \u0007 and 7", json.getString("message"));
        assertTrue(json.getString("exception").startsWith("java.lang.IllegalStateException: told to"), line);
    }

    @Test
    void outsideAnAttemptThereIsNoJob() {
        JsonObject json = json(LogFormat.JSON.formatter().format(entry("text")));
        assertFalse(json.containsKey("job_id") || json.containsKey("attempt") || json.containsKey("exception"));
        assertEquals("Ready", json(LogFormat.JSON.launcherLine("Ready")).getString("message"));
    }

    @Test
    void textNamesTheAttemptInFrontOfTheMessage() {
        Thread.currentThread().setName("millwright job " + JOB + " attempt 2");
        assertEquals(
                "2026-11-22T19:34:05.123Z WARNING [some.Logger] [job " + JOB + " attempt 2] text",
                LogFormat.TEXT.formatter().format(entry("text")).strip());
        assertEquals("Ready", LogFormat.TEXT.launcherLine("Ready"));
    }

    private static LogRecord entry(String message, Object... parameters) {
        LogRecord entry = new LogRecord(Level.WARNING, message);
        entry.setLoggerName("some.Logger");
        entry.setInstant(Instant.parse("2026-11-22T19:34:05.123456Z"));
        entry.setParameters(parameters);
        return entry;
    }

    private static JsonObject json(String line) {
        try (var reader = Json.createReader(new StringReader(line))) {
            return reader.readObject();
        }
    }
}
