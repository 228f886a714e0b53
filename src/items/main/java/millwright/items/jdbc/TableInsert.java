package millwright.items.jdbc;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import millwright.items.jdbc.TableStore.Column;

/**
 * The INSERT into a table of PostgreSQL's.
 *
 * @param conflict what to do with a row that exists
 * @param keys the columns by which it is found, for {@link OnConflict#UPDATE}
 */
record TableInsert(String table, List<Column> columns, OnConflict conflict, List<Column> keys) {

    enum OnConflict {
        FAIL,
        IGNORE,
        UPDATE
    }

    /** With a parameter for each column, an array of all rows' values. */
    String ofArrays() {
        return "INSERT INTO " + table + " (" + names(columns) + ") SELECT * FROM unnest("
                + each(columns, column -> "?::" + column.type() + "[]") + ")" + conflictClause();
    }

    /** With a parameter for each column, one row's value. */
    String ofValues() {
        return "INSERT INTO " + table + " (" + names(columns) + ") VALUES ("
                + each(columns, column -> "?::" + column.type()) + ")" + conflictClause();
    }

    private String conflictClause() {
        return switch (conflict) {
            case FAIL -> "";
            case IGNORE -> " ON CONFLICT DO NOTHING";
            case UPDATE -> {
                List<Column> others = columns.stream()
                        .filter(column -> !keys.contains(column))
                        .toList();
                String update = each(others, column -> {
                    String name = TableName.quoted(column.name());
                    return name + " = excluded." + name;
                });
                yield " ON CONFLICT (" + names(keys) + ")"
                        + (others.isEmpty() ? " DO NOTHING" : " DO UPDATE SET " + update);
            }
        };
    }

    private static String names(List<Column> columns) {
        return each(columns, column -> TableName.quoted(column.name()));
    }

    private static String each(List<Column> columns, Function<Column, String> text) {
        return columns.stream().map(text).collect(Collectors.joining(", "));
    }
}
