package millwright.testing;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.stream.Stream;

/**
 * How the server ran one statement, those within its functions apart.
 *
 * @param root the plan's first node, as EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) gives it
 */
public record Plan(String query, JsonObject root) {

    private static final int LINE = 400;

    /** Rows and index entries it looked at in tables, whether it could use them or not. */
    public long touched() {
        return Math.round(nodes(root)
                .filter(node -> node.containsKey("Relation Name") || node.containsKey("Index Name"))
                .mapToDouble(Plan::touchedHere)
                .sum());
    }

    /** Blocks of tables and indexes it read. */
    public long blocks() {
        return number(root, "Shared Hit Blocks") + number(root, "Shared Read Blocks");
    }

    private static double touchedHere(JsonObject node) {
        double perLoop = 0;
        if (node.getString("Node Type").endsWith("Scan")) {
            perLoop = decimal(node, "Actual Rows")
                    + decimal(node, "Rows Removed by Filter")
                    + decimal(node, "Rows Removed by Index Recheck");
        }
        return perLoop * decimal(node, "Actual Loops");
    }

    private static Stream<JsonObject> nodes(JsonObject node) {
        Stream<JsonObject> below = node.containsKey("Plans")
                ? node.getJsonArray("Plans").stream().map(JsonValue::asJsonObject)
                : Stream.empty();
        return Stream.concat(Stream.of(node), below.flatMap(Plan::nodes));
    }

    private static double decimal(JsonObject node, String name) {
        return node.containsKey(name) ? node.getJsonNumber(name).doubleValue() : 0;
    }

    private static long number(JsonObject node, String name) {
        return Math.round(decimal(node, name));
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(beginning()).append('\n');
        append(text, root, 1);
        return text.append("  ").append(blocks()).append(" blocks\n").toString();
    }

    private String beginning() {
        String line = query.strip().replaceAll("\\s+", " ");
        return line.substring(0, Math.min(line.length(), LINE));
    }

    private static void append(StringBuilder text, JsonObject node, int depth) {
        text.append("  ".repeat(depth)).append(node.getString("Node Type"));
        Stream.of("Subplan Name", "Relation Name", "Index Name", "CTE Name")
                .filter(node::containsKey)
                .forEach(name -> text.append(' ').append(node.getString(name)));
        text.append(" rows ").append(decimal(node, "Actual Rows")).append(" x ").append(decimal(node, "Actual Loops"));
        if (decimal(node, "Rows Removed by Filter") > 0) {
            text.append(", filtered ").append(decimal(node, "Rows Removed by Filter"));
        }
        text.append('\n');
        if (node.containsKey("Plans")) {
            node.getJsonArray("Plans").forEach(below -> append(text, below.asJsonObject(), depth + 1));
        }
    }
}
