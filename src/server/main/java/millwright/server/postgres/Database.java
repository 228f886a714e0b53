package millwright.server.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/**
 * Where the server's database is and who may use it.
 *
 * @param url a JDBC URL without the password
 */
public record Database(String url, String user, String password) {

    public Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        return DriverManager.getConnection(url, properties);
    }

    /** As people may see it: host, port and name, without user, password or parameters. */
    public String address() {
        return url.replaceFirst("^jdbc:postgresql://", "").replaceFirst("\\?.*$", "");
    }

    /** Keeps the password out of logs. */
    @Override
    public String toString() {
        return address() + " as " + user;
    }
}
