package millwright.web.audit;

import static millwright.web.json.JsonDocument.instant;
import static millwright.web.json.JsonDocument.integer;
import static millwright.web.json.JsonDocument.orNull;
import static millwright.web.json.JsonDocument.text;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import millwright.audit.AuditEntry;
import millwright.audit.AuditRecord;
import millwright.web.json.JsonDocument;
import millwright.web.request.OpaqueToken;

/** Writes the audit as the API shows it. */
final class AuditJson {

    private AuditJson() {}

    static JsonObject one(AuditRecord kept) {
        AuditEntry entry = kept.entry();
        return JsonDocument.provider()
                .createObjectBuilder()
                .add("id", integer(kept.id()))
                .add("at", instant(kept.at()))
                .add("actor", text(entry.actor()))
                .add("role", text(entry.role()))
                .add("address", text(entry.address()))
                .add("action", entry.action())
                .add("target", text(entry.target()))
                .add(
                        "status",
                        entry.status() == null
                                ? JsonValue.NULL
                                : JsonDocument.provider().createValue(entry.status()))
                .add("times", kept.times())
                .add("affected", entry.affected() == null ? JsonValue.NULL : integer(entry.affected()))
                .add("reason", text(entry.reason()))
                .add("filter", orNull(entry.filter()))
                .add("before", orNull(entry.before()))
                .add("after", orNull(entry.after()))
                .build();
    }

    /** @param last the last one of this page when another follows */
    static JsonObject page(List<AuditRecord> entries, Optional<AuditRecord> last) {
        var items = JsonDocument.provider().createArrayBuilder();
        entries.forEach(entry -> items.add(one(entry)));
        return JsonDocument.provider()
                .createObjectBuilder()
                .add("items", items)
                .add(
                        "next_page_token",
                        text(last.map(AuditRecord::id).map(OpaqueToken::after).orElse(null)))
                .build();
    }
}
