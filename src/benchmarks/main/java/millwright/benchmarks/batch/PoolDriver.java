package millwright.benchmarks.batch;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** Gives JBeret's repository, which takes a JDBC address alone, connections of a pool. */
final class PoolDriver implements Driver {

    private static final String ADDRESS = "jdbc:benchmarks-pool:";

    private final DataSource pool;

    private PoolDriver(DataSource pool) {
        this.pool = pool;
    }

    static void register(DataSource pool) {
        try {
            DriverManager.registerDriver(new PoolDriver(pool));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Connection connect(String url, Properties info) throws SQLException {
        return acceptsURL(url) ? pool.getConnection() : null;
    }

    @Override
    public boolean acceptsURL(String url) {
        return url.startsWith(ADDRESS);
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
        return new DriverPropertyInfo[0];
    }

    @Override
    public int getMajorVersion() {
        return 1;
    }

    @Override
    public int getMinorVersion() {
        return 0;
    }

    @Override
    public boolean jdbcCompliant() {
        return false;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }
}
