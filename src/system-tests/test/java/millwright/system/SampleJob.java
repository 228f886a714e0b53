package millwright.system;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.JsonObject;

/** What the sample job gives for the file shipped with it, whatever happened on the way. */
final class SampleJob {

    /** Records in wildlife-strikes.csv, and how many of them cost something. */
    static final long RECORDS = 10_000;

    static final long LOSSES = 209;

    private SampleJob() {}

    static void assertCompletedWithEveryLossOnce(JsonObject job, LossTable table) {
        assertEquals("COMPLETED", job.getString("state"), () -> job.toString());
        String of = " FROM samples.loss_event WHERE job_id = '" + job.getString("id") + "'";
        JsonObject result = job.getJsonObject("result");
        JsonObject imported = job.getJsonArray("steps").getJsonObject(0);
        assertAll(
                () -> assertEquals(LOSSES, table.number("SELECT count(*)" + of)),
                // 1990 to 2002, summed from the file by an independent program
                () -> assertEquals(40_545_276, table.number("SELECT sum(amount)" + of)),
                () -> assertEquals(Long.toString(RECORDS), imported.getString("read_count")),
                () -> assertEquals(Long.toString(LOSSES), imported.getString("write_count")),
                () -> assertEquals("21", imported.getString("commit_count")),
                () -> assertEquals(RECORDS, result.getInt("items_read")),
                () -> assertEquals(LOSSES, result.getInt("items_written")));
    }
}
