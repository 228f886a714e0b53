package millwright.batch;

import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.UUID;
import millwright.database.Json;

/**
 * Writes the skipped and failed items of a job, all of them, page by page: memory does not grow with their number. What
 * is written while the job runs is what it has committed by then. The writer stays open. Thread-safe.
 */
public final class SkippedItemsExport {

    private static final int PAGE = 1_000;
    private static final String HEADER = "step,partition,position,phase,kind,reason,item\r\n";

    private final BatchJobs batchJobs;

    public SkippedItemsExport(BatchJobs batchJobs) {
        this.batchJobs = batchJobs;
    }

    /** As CSV (RFC 4180) with a header; an empty field where nothing is known. */
    public void csv(UUID job, Writer to) throws IOException {
        to.write(HEADER);
        write(job, to, SkippedItemsExport::csvLine);
    }

    /** As JSON Lines: an object with the CSV's names on each line, null where nothing is known. */
    public void jsonLines(UUID job, Writer to) throws IOException {
        write(job, to, SkippedItemsExport::jsonLine);
    }

    private interface Line {
        String of(SkippedItem item);
    }

    private void write(UUID job, Writer to, Line line) throws IOException {
        List<SkippedItem> page = batchJobs.skippedItems(job, PAGE);
        while (!page.isEmpty()) {
            for (SkippedItem item : page) {
                to.write(line.of(item));
            }
            page = page.size() < PAGE ? List.of() : batchJobs.skippedItemsAfter(job, page.get(page.size() - 1), PAGE);
        }
        to.flush();
    }

    private static String csvLine(SkippedItem item) {
        return quoted(item.step()) + ',' + (item.partition() == null ? "" : item.partition()) + ',' + item.position()
                + ',' + item.phase() + ',' + item.kind() + ',' + quoted(item.reason()) + ',' + quoted(item.item())
                + "\r\n";
    }

    private static String quoted(String text) {
        return text == null ? "" : '"' + text.replace("\"", "\"\"") + '"';
    }

    private static String jsonLine(SkippedItem item) {
        JsonObjectBuilder line = Json.provider().createObjectBuilder().add("step", item.step());
        if (item.partition() == null) {
            line.addNull("partition");
        } else {
            line.add("partition", item.partition());
        }
        line.add("position", item.position())
                .add("phase", item.phase().name())
                .add("kind", item.kind().name())
                .add("reason", item.reason());
        if (item.item() == null) {
            line.addNull("item");
        } else {
            line.add("item", item.item());
        }
        return line.build() + "\n";
    }
}
