package millwright.items.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Map;
import java.util.TreeSet;
import millwright.items.property.Property;

/** A query with {@code :name} parameters, and their values from properties {@code parameter.<name>}. */
final class QueryParameters {

    private final NamedSql query;
    private final Map<String, String> values;

    /** @throws millwright.retry.JobException when the two do not name the same parameters */
    QueryParameters(String sql, Map<String, String> values) {
        String text = sql.strip();
        this.query = NamedSql.parse(text.endsWith(";") ? text.substring(0, text.length() - 1) : text);
        this.values = values;
        for (String name : query.names()) {
            if (!values.containsKey(name)) {
                throw Property.wrong("property 'parameter." + name + "' is missing, expected the value of :" + name
                        + " in property 'sql'" + Property.nearest(name, values.keySet()));
            }
        }
        for (Map.Entry<String, String> value : values.entrySet()) {
            if (!query.names().contains(value.getKey())) {
                throw Property.wrong("property 'parameter." + value.getKey() + "' is "
                        + Property.quoted(value.getValue()) + ", and property 'sql' has no :" + value.getKey()
                        + Property.nearest(value.getKey(), new TreeSet<>(query.names())));
            }
        }
    }

    String sql() {
        return query.sql();
    }

    /** @return the place of the next parameter, from 1 */
    int set(PreparedStatement statement, boolean isPostgres) throws SQLException {
        int place = 1;
        for (String name : query.names()) {
            setText(statement, place++, values.get(name), isPostgres);
        }
        return place;
    }

    /** PostgreSQL finds out itself of which type a value is that comes as a text without one. */
    static void setText(PreparedStatement statement, int place, String text, boolean isPostgres) throws SQLException {
        if (isPostgres) {
            statement.setObject(place, text, Types.OTHER);
        } else {
            statement.setString(place, text);
        }
    }
}
