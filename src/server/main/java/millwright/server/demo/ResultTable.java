package millwright.server.demo;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A job's result as text: a list of objects becomes a table, a list of texts a line each, and any other member a line
 * with its name and value. What the samples' results are known to hold comes in the order a reader wants, the rest
 * after it: the database does not keep the order of members.
 */
final class ResultTable {
    private static final int GAP = 2;
    private static final List<String> ORDER = List.of(
            "year",
            "years_of_data",
            "count",
            "amount",
            "business_indicator",
            "loss_threshold",
            "bucket",
            "bic",
            "lc",
            "ilm",
            "capital",
            "items_read",
            "items_written",
            "items_filtered",
            "items_skipped");

    private ResultTable() {}

    static List<String> of(JsonObject result) {
        List<String> lines = new ArrayList<>();
        List<String[]> figures = new ArrayList<>();
        List<String> remarks = new ArrayList<>();
        for (String name : inOrder(result)) {
            JsonValue value = result.get(name);
            if (value instanceof JsonArray array && isTable(array)) {
                lines.add(title(name));
                lines.addAll(table(array.getValuesAs(JsonObject.class)));
                lines.add("");
            } else if (value instanceof JsonArray array) {
                array.forEach(each -> remarks.add(title(name) + ": " + text(name, each)));
            } else {
                figures.add(new String[] {title(name), text(name, value)});
            }
        }
        lines.addAll(aligned(figures));
        lines.addAll(remarks);
        return lines;
    }

    private static boolean isTable(JsonArray array) {
        return !array.isEmpty() && array.stream().allMatch(each -> each instanceof JsonObject);
    }

    private static List<String> table(List<JsonObject> rows) {
        List<String> columns = inOrder(rows.get(0));
        List<String[]> cells = new ArrayList<>();
        cells.add(columns.stream().map(ResultTable::words).toArray(String[]::new));
        for (JsonObject row : rows) {
            cells.add(columns.stream()
                    .map(column -> text(column, row.getOrDefault(column, JsonValue.NULL)))
                    .toArray(String[]::new));
        }
        return aligned(cells);
    }

    /** First column to the left, the others to the right. */
    private static List<String> aligned(List<String[]> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        int[] widths = new int[rows.get(0).length];
        for (String[] row : rows) {
            for (int column = 0; column < row.length; column++) {
                widths[column] = Math.max(widths[column], row[column].length());
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(String[] row, int[] widths) {
        StringBuilder line = new StringBuilder(String.format("  %-" + widths[0] + "s", row[0]));
        for (int column = 1; column < row.length; column++) {
            line.append(String.format("%" + (widths[column] + GAP) + "s", row[column]));
        }
        return line.toString();
    }

    private static List<String> inOrder(JsonObject object) {
        return object.keySet().stream()
                .sorted(Comparator.comparingInt(name -> ORDER.contains(name) ? ORDER.indexOf(name) : ORDER.size()))
                .toList();
    }

    private static String text(String name, JsonValue value) {
        if (value instanceof JsonNumber number) {
            if (name.equals("year")) {
                return number.toString();
            }
            int decimals = Math.max(0, number.bigDecimalValue().scale());
            return String.format(Locale.ROOT, "%,." + decimals + "f", number.bigDecimalValue());
        }
        if (value instanceof JsonString string) {
            return string.getString();
        }
        return value == JsonValue.NULL ? "-" : value.toString();
    }

    /** BIC, LC and ILM are abbreviations; all else is words. */
    private static String title(String name) {
        String words = words(name);
        return words.length() <= 3
                ? words.toUpperCase(Locale.ROOT)
                : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    private static String words(String name) {
        return Arrays.stream(name.split("_")).collect(Collectors.joining(" "));
    }
}
