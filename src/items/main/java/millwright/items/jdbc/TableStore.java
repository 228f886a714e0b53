package millwright.items.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import millwright.items.mapping.Names;
import millwright.items.property.Property;

/** What PostgreSQL knows of a table. */
public final class TableStore {

    /** Without generated columns, which nobody writes. An array cannot be an element of unnest's arrays. */
    private static final String COLUMNS =
            """
            SELECT a.attname, format_type(a.atttypid, NULL), t.typcategory = 'A'
            FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
            WHERE a.attrelid = to_regclass(?) AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
            ORDER BY a.attnum
            """;

    private static final String TABLES =
            """
            SELECT CASE WHEN pg_table_is_visible(oid) THEN relname ELSE relnamespace::regnamespace || '.' || relname END
            FROM pg_class
            WHERE relkind IN ('r', 'p', 'v', 'f')
              AND relnamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
            ORDER BY 1 LIMIT 1000
            """;

    private TableStore() {}

    /**
     * A column that can be written.
     *
     * @param type as a cast has it
     * @param isArray whether a value of it is an array
     */
    public record Column(String name, String type, boolean isArray) {}

    /** @throws millwright.retry.JobException when there is no such table, with the nearest one */
    public static List<Column> columns(Connection connection, String property, String table) throws SQLException {
        List<Column> columns = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(COLUMNS)) {
            statement.setString(1, table);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    columns.add(new Column(rows.getString(1), rows.getString(2), rows.getBoolean(3)));
                }
            }
        }
        if (columns.isEmpty()) {
            throw Property.wrong("property '" + property + "' is " + Property.quoted(table)
                    + ", expected a table or view of this database: " + Names.among(table, tables(connection)));
        }
        return columns;
    }

    private static List<String> tables(Connection connection) throws SQLException {
        List<String> names = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(TABLES);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    /** Of {@code all} those that {@code wanted} names, in its order. */
    public static List<Column> select(String table, List<Column> all, List<String> wanted) {
        List<String> names = all.stream().map(Column::name).toList();
        return wanted.stream()
                .map(name -> {
                    int place = Names.place(name, names);
                    if (place < 0) {
                        throw Property.wrong("the table " + table + " has no column '" + name + "' to write: "
                                + Names.among(name, names));
                    }
                    return all.get(place);
                })
                .toList();
    }
}
