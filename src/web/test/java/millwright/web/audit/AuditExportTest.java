package millwright.web.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.LongStream;
import millwright.audit.Audit;
import millwright.audit.AuditEntry;
import millwright.audit.AuditQuery;
import millwright.audit.AuditRecord;
import org.junit.jupiter.api.Test;

/** The whole audit as a file. */
class AuditExportTest {

    private static final AuditEntry PAUSE = new AuditEntry(
            "ada",
            "OPERATOR",
            "::1",
            "queues.pause",
            "/queues/night",
            200,
            7L,
            "=HYPERLINK(\"x\")",
            null,
            Json.createObjectBuilder().add("paused", false).build(),
            null);

    @Test
    void csvQuotesEachFieldAndHoldsNoFormula() throws IOException {
        StringWriter out = new StringWriter();
        new AuditExport(new Entries(1)).csv(AuditQuery.ALL, out);
        assertEquals(
                "id,at,actor,role,address,action,target,status,times,affected,reason,filter,before,after\r\n"
                        + "\"1\",\"1970-01-01T00:00:01Z\",\"ada\",\"OPERATOR\",\"::1\",\"queues.pause\","
                        + "\"/queues/night\",\"200\",\"1\",\"7\",\"'=HYPERLINK(\"\"x\"\")\",,"
                        + "\"{\"\"paused\"\":false}\",\r\n",
                out.toString());
    }

    @Test
    void jsonLinesHoldEveryEntryOnceHoweverManyPages() throws IOException {
        StringWriter out = new StringWriter();
        new AuditExport(new Entries(2_000)).jsonLines(AuditQuery.ALL, out);
        List<String> lines = out.toString().lines().toList();
        assertEquals(2_000, lines.size());
        assertEquals(2_000, lines.stream().distinct().count());
        assertTrue(lines.get(0).startsWith("{\"id\":\"2000\","), lines.get(0));
    }

    /** So many entries, with ids from 1. */
    private record Entries(long count) implements Audit {

        @Override
        public void record(AuditEntry entry) {
            throw new UnsupportedOperationException();
        }

        @Override
        public UUID begin(AuditEntry intent) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void ended(UUID intent, AuditEntry entry) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void forget(UUID intent) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void refused(AuditEntry refusal) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<AuditRecord> list(AuditQuery query, OptionalLong before, int limit) {
            long first = before.orElse(count + 1) - 1;
            return LongStream.iterate(first, id -> id >= 1, id -> id - 1)
                    .limit(limit)
                    .mapToObj(id -> new AuditRecord(id, Instant.ofEpochSecond(id), 1, PAUSE))
                    .toList();
        }
    }
}
