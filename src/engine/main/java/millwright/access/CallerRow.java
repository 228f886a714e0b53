package millwright.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import millwright.database.Database.SqlArray;

/** The columns that tokens and users have alike: {@code name}, {@code role}, {@code queues}, {@code definitions}. */
final class CallerRow {

    private CallerRow() {}

    static Caller caller(ResultSet row) throws SQLException {
        return new Caller(
                row.getString("name"),
                Role.valueOf(row.getString("role")),
                new Scope(names(row, "queues"), names(row, "definitions")));
    }

    private static Set<String> names(ResultSet row, String column) throws SQLException {
        return Set.of((String[]) row.getArray(column).getArray());
    }

    static SqlArray array(Set<String> names) {
        return new SqlArray("text", List.copyOf(names));
    }
}
