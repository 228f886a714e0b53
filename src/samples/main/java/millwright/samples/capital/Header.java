package millwright.samples.capital;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import millwright.samples.csv.CsvRow;

/** Where in a record each column stands. */
final class Header {

    private final Map<Column, Integer> places = new EnumMap<>(Column.class);

    /** @throws IllegalArgumentException naming the columns that {@code row} lacks, and what it has in their stead */
    Header(String file, CsvRow row) {
        List<String> missing = new ArrayList<>();
        for (Column column : Column.values()) {
            int place = row.fields().indexOf(column.title());
            if (place < 0) {
                missing.add(describe(column, row.fields()));
            }
            places.put(column, place);
        }
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException(file + " lacks " + String.join(", ", missing) + " in its header on line "
                    + row.line() + "; expected a file such as wildlife-strikes.csv");
        }
    }

    String value(CsvRow row, Column column) {
        return row.fields().get(places.get(column));
    }

    private static String describe(Column column, List<String> titles) {
        String missing = "the column " + Quoted.text(column.title());
        return nearest(column, titles)
                .map(title -> missing + " (it has " + Quoted.text(title) + ")")
                .orElse(missing);
    }

    /** A title that a person would call the same; anything else in the file is not for a message to show. */
    private static Optional<String> nearest(Column column, List<String> titles) {
        String wanted = letters(column.title());
        return titles.stream()
                .filter(title -> !title.isBlank())
                .filter(title -> letters(title).equals(wanted)
                        || (letters(title).length() > 3 && wanted.startsWith(letters(title))))
                .findFirst();
    }

    private static String letters(String title) {
        return title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
