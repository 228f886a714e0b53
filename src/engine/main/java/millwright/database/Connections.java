package millwright.database;

import java.sql.Connection;
import java.sql.SQLException;

/** Where a statement's connection comes from and goes to. */
interface Connections {

    /** What is done on a connection. */
    interface Work<R> {
        R on(Connection connection) throws SQLException;
    }

    <R> R with(Work<R> work) throws SQLException;

    void close();
}
