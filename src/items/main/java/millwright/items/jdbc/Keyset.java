package millwright.items.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import millwright.items.mapping.Names;
import millwright.items.property.Property;

/** The pages of a query in the order of its key, each a statement of its own that begins behind a key. */
final class Keyset {

    /** {@code Seq Scan on customer  (cost=0.00..20.70 rows=1070 width=40)} */
    private static final Pattern ESTIMATE = Pattern.compile("rows=(\\d+)");

    private final QueryParameters query;
    private final List<String> key;
    private final int pageSize;

    Keyset(QueryParameters query, List<String> key, int pageSize) {
        this.query = query;
        this.key = key;
        this.pageSize = pageSize;
    }

    /** How a page's rows are taken. */
    interface Rows<T> {
        T take(ResultSet rows) throws SQLException;
    }

    /**
     * One row more than a page has is asked for: whether it has the key of the row before it tells whether the key is
     * one.
     *
     * @param after the key behind which the page begins; null for the first
     */
    <T> T page(Connection connection, List<String> after, Rows<T> rows) throws SQLException {
        String names = names();
        String sql = "SELECT * FROM (" + query.sql() + "\n) AS keyset"
                + (after == null
                        ? ""
                        : " WHERE (" + names + ") > ("
                                + Stream.generate(() -> "?").limit(key.size()).collect(Collectors.joining(", ")) + ")")
                + " ORDER BY " + names + " LIMIT " + (pageSize + 1);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int place = query.set(statement, true);
            if (after != null) {
                for (String value : after) {
                    QueryParameters.setText(statement, place++, value, true);
                }
            }
            try (ResultSet result = statement.executeQuery()) {
                return rows.take(result);
            }
        }
    }

    private String names() {
        return key.stream().map(TableName::quoted).collect(Collectors.joining(", "));
    }

    List<String> keyOf(ResultSet row) throws SQLException {
        List<String> values = new ArrayList<>(key.size());
        for (String name : key) {
            values.add(row.getString(name));
        }
        return values;
    }

    /** How many rows there are: all of them counted, or as the planner guesses. */
    long size(Connection connection, boolean counted) throws SQLException {
        String sql = counted ? "SELECT count(*) FROM (" + query.sql() + "\n) AS keyset" : "EXPLAIN " + query.sql();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            query.set(statement, true);
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                if (counted) {
                    return result.getLong(1);
                }
                Matcher estimate = ESTIMATE.matcher(result.getString(1));
                return estimate.find() ? Long.parseLong(estimate.group(1)) : 0;
            }
        }
    }

    /** @throws millwright.retry.JobException when a column of the key is none of the query's, or null in a row */
    void check(Connection connection, ResultSetMetaData columns, boolean fromTheBeginning) throws SQLException {
        List<String> labels = RowItems.labels(columns);
        List<String> nullable = new ArrayList<>();
        for (String name : key) {
            int place = labels.indexOf(name);
            if (columns.isNullable(place + 1) != ResultSetMetaData.columnNoNulls) {
                nullable.add(TableName.quoted(name) + " IS NULL");
            }
        }
        if (!nullable.isEmpty() && fromTheBeginning) {
            refuseNulls(connection, nullable);
        }
    }

    /** The comparison with a key is never true for a null: such rows would be left out in silence. */
    private void refuseNulls(Connection connection, List<String> conditions) throws SQLException {
        String sql =
                "SELECT FROM (" + query.sql() + "\n) AS keyset WHERE " + String.join(" OR ", conditions) + " LIMIT 1";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            query.set(statement, true);
            try (ResultSet result = statement.executeQuery()) {
                if (result.next()) {
                    throw Property.wrong("property 'key' is '" + String.join(", ", key)
                            + "', expected columns that are never null, and a row has null there");
                }
            }
        }
    }

    /** The columns of the query: the statement is prepared, not run. */
    ResultSetMetaData describe(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT * FROM (" + query.sql() + "\n) AS keyset")) {
            return statement.getMetaData();
        }
    }

    /** {@code wanted} as the query has them. */
    static List<String> columns(List<String> wanted, List<String> labels) {
        return wanted.stream()
                .map(name -> {
                    int place = Names.place(name, labels);
                    if (place < 0) {
                        throw Property.wrong("property 'key' is '" + String.join(", ", wanted)
                                + "' and the query has no column '" + name + "': " + Names.among(name, labels));
                    }
                    return labels.get(place);
                })
                .toList();
    }
}
