package millwright.web.audit;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import millwright.audit.Audit;
import millwright.audit.AuditQuery;
import millwright.audit.AuditRecord;

/** Writes all entries that are asked for, page by page: memory does not grow with their number. */
final class AuditExport {

    private static final List<String> COLUMNS = List.of(
            "id",
            "at",
            "actor",
            "role",
            "address",
            "action",
            "target",
            "status",
            "times",
            "affected",
            "reason",
            "filter",
            "before",
            "after");

    /** What a spreadsheet takes for the beginning of a formula. */
    private static final String FORMULA = "=+-@\t\r";

    private final Audit audit;

    AuditExport(Audit audit) {
        this.audit = audit;
    }

    /** As CSV (RFC 4180) with a header; what a spreadsheet would compute is made a text by an apostrophe. */
    void csv(AuditQuery query, Writer to) throws IOException {
        to.write(String.join(",", COLUMNS) + "\r\n");
        write(query, to, AuditExport::csvLine);
    }

    /** As JSON Lines: an object on each, as in the list. */
    void jsonLines(AuditQuery query, Writer to) throws IOException {
        write(query, to, entry -> entry + "\n");
    }

    private interface Line {
        String of(JsonObject entry);
    }

    private void write(AuditQuery query, Writer to, Line line) throws IOException {
        OptionalLong before = OptionalLong.empty();
        List<AuditRecord> page;
        do {
            page = audit.list(query, before, Audit.MOST);
            for (AuditRecord each : page) {
                to.write(line.of(AuditJson.one(each)));
                before = OptionalLong.of(each.id());
            }
        } while (page.size() == Audit.MOST);
        to.flush();
    }

    private static String csvLine(JsonObject entry) {
        return COLUMNS.stream().map(entry::get).map(AuditExport::field).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String field(JsonValue value) {
        if (value.getValueType() == JsonValue.ValueType.NULL) {
            return "";
        }
        String text = value instanceof JsonString string ? string.getString() : value.toString();
        String harmless = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return '"' + harmless.replace("\"", "\"\"") + '"';
    }
}
