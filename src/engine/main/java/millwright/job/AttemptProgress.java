package millwright.job;

import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import millwright.database.Json;
import millwright.database.StorableText;

/** What one attempt has said of its progress: its fraction never falls, whatever the job says (J6). Thread-safe. */
final class AttemptProgress {

    private static final int LONGEST_MESSAGE = 1_000;
    private static final int LARGEST_DETAILS = 1 << 14;

    private Progress said = Progress.NONE;
    private boolean any;

    /** @param details null to leave them as they are */
    synchronized void said(double fraction, String message, JsonObject details) {
        // of NaN, max would make NaN
        double bounded = fraction > 0 ? Math.min(1, fraction) : 0;
        said = new Progress(
                Math.max(said.fraction(), bounded),
                StorableText.of(message == null ? "" : message, LONGEST_MESSAGE),
                details == null ? said.details() : storable(details),
                said.recordsProcessed(),
                said.recordsFailed());
        any = true;
    }

    synchronized void counted(long processed, long failed) {
        if (processed < 0 || failed < 0) {
            throw new IllegalArgumentException(
                    "expected a number of records from 0, not " + Math.min(processed, failed));
        }
        said = new Progress(
                said.fraction(),
                said.message(),
                said.details(),
                said.recordsProcessed() + processed,
                said.recordsFailed() + failed);
        any = true;
    }

    /** What was said last; empty when nothing ever was. */
    synchronized Optional<Progress> last() {
        return any ? Optional.of(said) : Optional.empty();
    }

    private static JsonObject storable(JsonObject details) {
        if (!Json.isStorable(details)) {
            throw new IllegalArgumentException("the details of the progress hold " + Json.NOT_STORABLE);
        }
        int size = details.toString().getBytes(StandardCharsets.UTF_8).length;
        if (size > LARGEST_DETAILS) {
            throw new IllegalArgumentException("the details of the progress take " + size + " bytes, at most "
                    + LARGEST_DETAILS + " are kept: keep large things as the job's result");
        }
        return details;
    }
}
