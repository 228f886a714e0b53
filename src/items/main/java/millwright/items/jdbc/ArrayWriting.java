package millwright.items.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import millwright.items.jdbc.TableStore.Column;
import millwright.items.mapping.ItemValues;
import millwright.items.mapping.WrittenItem;

/**
 * A chunk's rows as one INSERT with an array for each column: one statement to parse, plan and answer however many rows
 * there are. PostgreSQL only.
 */
final class ArrayWriting implements RowWriting {

    private final List<Column> columns;
    private final String sql;
    private final ItemValues values;
    private final int[] key;

    /** @param names under which the items have the columns' values */
    ArrayWriting(TableInsert insert, List<String> names) {
        this.columns = insert.columns();
        this.values = new ItemValues(names);
        // no keys, no update: all rows of a chunk are kept
        this.key = insert.keys().stream().mapToInt(columns::indexOf).toArray();
        this.sql = insert.ofArrays();
    }

    @Override
    public void write(Connection connection, List<Object> items) throws SQLException {
        ArrayText[] arrays = new ArrayText[columns.size()];
        Arrays.setAll(arrays, i -> new ArrayText());
        if (key.length == 0) {
            for (int i = 0; i < items.size(); i++) {
                add(values.of(items.get(i)), i, items, arrays);
            }
        } else {
            List<Integer> places = lastOfEachKey(items);
            for (int place : places) {
                add(values.of(items.get(place)), place, items, arrays);
            }
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < arrays.length; i++) {
                statement.setObject(i + 1, arrays[i].end(), Types.OTHER);
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            if (WrittenItem.isOfData(e)) {
                throw WrittenItem.refused(items, -1, e.getMessage(), e);
            }
            throw e;
        }
    }

    private void add(Object[] row, int place, List<Object> items, ArrayText[] arrays) {
        int column = 0;
        try {
            for (; column < row.length; column++) {
                arrays[column].add(row[column]);
            }
        } catch (IllegalArgumentException e) {
            throw WrittenItem.refused(
                    items, place, "column '" + columns.get(column).name() + "': " + e.getMessage(), e);
        }
    }

    /** One statement cannot update a row twice: as one after the other, the last wins. */
    private List<Integer> lastOfEachKey(List<Object> items) {
        Map<List<Object>, Integer> places = new LinkedHashMap<>();
        for (int i = 0; i < items.size(); i++) {
            Object[] row = values.of(items.get(i));
            List<Object> keyValues =
                    Arrays.stream(key).mapToObj(place -> row[place]).collect(Collectors.toCollection(ArrayList::new));
            places.put(keyValues, i);
        }
        return List.copyOf(places.values());
    }
}
