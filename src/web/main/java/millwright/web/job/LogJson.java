package millwright.web.job;

import static millwright.web.json.JsonDocument.instant;
import static millwright.web.json.JsonDocument.integer;
import static millwright.web.json.JsonDocument.orNull;
import static millwright.web.json.JsonDocument.text;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import millwright.log.LogEntry;
import millwright.web.json.JsonDocument;

/** Writes lines of a job's log. */
final class LogJson {

    private LogJson() {}

    /** @param full whether as many lines as were asked for are there, so that there may be more */
    static JsonObject page(List<LogEntry> lines, boolean full) {
        var items = JsonDocument.provider().createArrayBuilder();
        lines.forEach(entry -> items.add(line(entry)));
        return JsonDocument.provider()
                .createObjectBuilder()
                .add("items", items)
                .add("next_after", full ? integer(lines.get(lines.size() - 1).seq()) : JsonValue.NULL)
                .build();
    }

    static JsonObject line(LogEntry entry) {
        return JsonDocument.provider()
                .createObjectBuilder()
                .add("seq", integer(entry.seq()))
                .add("attempt", entry.attempt())
                .add("at", instant(entry.at()))
                .add("level", entry.level().name())
                .add("logger", text(entry.logger()))
                .add("thread", text(entry.thread()))
                .add("step", text(entry.step()))
                .add(
                        "partition",
                        entry.partition() == null
                                ? JsonValue.NULL
                                : JsonDocument.provider().createValue(entry.partition()))
                .add("message", text(entry.message()))
                .add("exception", orNull(entry.exception()))
                .build();
    }

    /** As a log file has it, with what the job's own code logged of an exception below. */
    static String plain(LogEntry entry) {
        String where = Stream.of(
                        "attempt " + entry.attempt(),
                        entry.step() == null ? "" : "step " + entry.step(),
                        entry.partition() == null ? "" : "partition " + entry.partition())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", ", "[", "]"));
        String logger = entry.logger() == null ? "" : entry.logger() + ": ";
        String line = entry.at() + " " + entry.level() + " " + where + " " + logger + entry.message() + "\n";
        return entry.exception() == null
                ? line
                : line + entry.exception().getString("stack", "").stripTrailing() + "\n";
    }
}
