package millwright.web.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import millwright.job.Priority;
import millwright.schedule.Schedule;
import org.junit.jupiter.api.Test;

/** Holds W13 for schedules, and W41. */
class ScheduleJsonTest {

    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final Instant NEXT = Instant.parse("2026-01-03T01:30:00Z");

    @Test
    void showsAScheduleWithItsNextTimesAndItsLastJob() {
        JsonObject expected = json(
                """
                {"name":"nightly","cron":"30 2 * * *","time_zone":"Europe/Berlin","definition":"tiny",
                 "parameters":{"year":2001},"priority":"HIGH","enabled":true,"submitter":"anna",
                 "created_at":"2026-01-02T03:04:05.678Z","next_fire_at":"2026-01-03T01:30:00Z",
                 "next_fire_times":["2026-01-03T01:30:00Z","2026-01-02T03:04:05.678Z"],
                 "last_fire_at":"2026-01-02T03:04:05.678Z","last_job_id":"019abcde-0123-7456-89ab-cdef01234567",
                 "last_error":"gone","last_error_at":"2026-01-02T03:04:05.678Z"}
                """);

        assertEquals(expected, ScheduleJson.one(fired("nightly")));
    }

    @Test
    void showsNullForWhatIsNotYet() {
        JsonObject json = ScheduleJson.one(new Schedule(
                "new",
                "@daily",
                "UTC",
                "tiny",
                JsonValue.EMPTY_JSON_OBJECT,
                Optional.empty(),
                false,
                "anna",
                TIME,
                List.of(),
                null,
                null,
                null,
                null));

        for (String name :
                List.of("priority", "next_fire_at", "last_fire_at", "last_job_id", "last_error", "last_error_at")) {
            assertTrue(json.isNull(name), name);
        }
        assertTrue(json.getJsonArray("next_fire_times").isEmpty());
    }

    @Test
    void aPageSaysWhereTheNextOneBegins() {
        JsonObject page = ScheduleJson.page(List.of(fired("a"), fired("b")), Optional.of("b"));

        assertEquals(2, page.getJsonArray("items").size());
        assertEquals(Optional.of("b"), NameToken.read(page.getString("next_page_token")));
        assertTrue(ScheduleJson.page(List.of(), Optional.empty()).isNull("next_page_token"));
    }

    @Test
    void takesNoTokenThatItDidNotGive() {
        for (String token : List.of("", "x", "MQ", "!!!", NameToken.after("a") + "=", NameToken.after("a b"))) {
            assertEquals(Optional.empty(), NameToken.read(token), token);
        }
    }

    private static Schedule fired(String name) {
        return new Schedule(
                name,
                "30 2 * * *",
                "Europe/Berlin",
                "tiny",
                json("{\"year\":2001}"),
                Optional.of(Priority.HIGH),
                true,
                "anna",
                TIME,
                List.of(NEXT, TIME),
                TIME,
                UUID.fromString("019abcde-0123-7456-89ab-cdef01234567"),
                "gone",
                TIME);
    }

    private static JsonObject json(String text) {
        try (var reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }
}
