package millwright.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import millwright.database.Json;
import org.junit.jupiter.api.Test;

/** J6: progress as it is kept. */
class ProgressTest {

    @Test
    void whatWasNotToldIsNothing() {
        assertEquals(
                Progress.NONE,
                Progress.fromJson(
                        Json.object(
                                """
                {"fraction": null, "message": null, "details": null, "records_processed": 0, "records_failed": null}
                """)));
        assertNull(Progress.fromJson(null));
    }

    @Test
    void isReadAsItWasWritten() {
        Progress progress = new Progress(0.25, "a quarter", Json.object("{\"a\": 1}"), 3, 1);
        assertEquals(progress, Progress.fromJson(progress.toJson()));
    }
}
