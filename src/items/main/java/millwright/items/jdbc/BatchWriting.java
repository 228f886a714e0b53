package millwright.items.jdbc;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import millwright.items.mapping.ItemValues;
import millwright.items.mapping.WrittenItem;

/** A statement of any kind for each item, sent as one batch. */
final class BatchWriting implements RowWriting {

    private final String sql;
    private final ItemValues values;

    BatchWriting(NamedSql sql) {
        this.sql = sql.sql();
        this.values = new ItemValues(sql.names());
    }

    @Override
    public void write(Connection connection, List<Object> items) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Object item : items) {
                Object[] row = values.of(item);
                for (int i = 0; i < row.length; i++) {
                    statement.setObject(i + 1, SqlValue.of(row[i]));
                }
                statement.addBatch();
            }
            statement.executeBatch();
        } catch (BatchUpdateException e) {
            SQLException first = e.getNextException() == null ? e : e.getNextException();
            if (WrittenItem.isOfData(first)) {
                // PostgreSQL's driver says the statement with its values, "Batch entry 1 INSERT ..."
                throw WrittenItem.refused(items, firstFailed(e.getUpdateCounts()), e.getMessage(), first);
            }
            throw e;
        }
    }

    /** A driver that sends many rows as one cannot tell: then all have failed. */
    private static int firstFailed(int[] counts) {
        int failed = 0;
        while (failed < counts.length && counts[failed] != Statement.EXECUTE_FAILED) {
            failed++;
        }
        boolean isFirstOfAll = failed == 0 && counts.length > 1 && counts[1] == Statement.EXECUTE_FAILED;
        return isFirstOfAll ? -1 : failed;
    }
}
