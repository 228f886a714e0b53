package millwright.tck;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/**
 * The tables that the TCK's transactional tests write, through the datasource name that it asks for. Its own script
 * for PostgreSQL gives the orders' key no default, without which its writers fail.
 */
final class OrderTables {

    private static final String[] STATEMENTS = {
        "DROP SCHEMA IF EXISTS app CASCADE",
        "CREATE SCHEMA app",
        "CREATE TABLE app.numbers (item int, quantity int)",
        "CREATE TABLE app.orders (orderid int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, itemid int, quantity int)",
        "CREATE TABLE app.inventory (itemid int NOT NULL PRIMARY KEY, quantity int NOT NULL)",
        "INSERT INTO app.inventory VALUES (1, 100)",
        "INSERT INTO app.numbers SELECT item, 10 FROM generate_series(1, 20) AS item",
    };

    private OrderTables() {}

    @SuppressWarnings("BanJNDI") // the name is a constant
    static void make() {
        try {
            DataSource orders = InitialContext.doLookup("jdbc/orderDB");
            try (Connection connection = orders.getConnection();
                    Statement statement = connection.createStatement()) {
                for (String sql : STATEMENTS) {
                    statement.execute(sql);
                }
            }
        } catch (NamingException | SQLException e) {
            throw new IllegalStateException("the TCK's tables cannot be made through jdbc/orderDB", e);
        }
    }
}
