package millwright.items.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Writes a chunk's items in the chunk's transaction. */
interface RowWriting {

    /** @throws millwright.retry.JobException naming the item that is at fault */
    void write(Connection connection, List<Object> items) throws SQLException;
}
