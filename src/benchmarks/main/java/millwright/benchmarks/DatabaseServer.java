package millwright.benchmarks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The PostgreSQL that is measured on, as {@code postgresql://user:password@host:port/database} names it. */
public record DatabaseServer(URI uri) {

    private static final String OURS = "millwright_bench_";

    static DatabaseServer of(String url) {
        if (!url.startsWith("postgresql://") && !url.startsWith("postgres://")) {
            throw new IllegalArgumentException(
                    "DATABASE_URL does not read postgresql://user:password@host:port/database");
        }
        return new DatabaseServer(URI.create(url));
    }

    /** The database that {@code name} is measured in. */
    static String database(String name) {
        return OURS + name.replace('-', '_');
    }

    /** A database of that name, with nothing in it. */
    void recreate(String database) throws SQLException {
        recreate(database, Optional.empty());
    }

    /** A database of that name, with what is in {@code template}, to which nobody may be connected. */
    void recreate(String database, Optional<String> template) throws SQLException {
        drop(database);
        execute(
                maintenance(),
                "CREATE DATABASE " + database
                        + template.map(copied -> " TEMPLATE " + copied).orElse(""));
    }

    void drop(String database) throws SQLException {
        if (!database.startsWith(OURS)) {
            throw new IllegalArgumentException("database " + database + " is not one of the benchmarks'");
        }
        execute(maintenance(), "DROP DATABASE IF EXISTS " + database + " WITH (FORCE)");
    }

    /** Every database of the benchmarks that is there. */
    List<String> ours() throws SQLException {
        try (Connection connection = connect(maintenance());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT datname FROM pg_database ORDER BY datname")) {
            List<String> names = new ArrayList<>();
            while (row.next()) {
                names.add(row.getString(1));
            }
            return names.stream().filter(name -> name.startsWith(OURS)).toList();
        }
    }

    String maintenance() {
        return uri.getPath().isEmpty() ? "postgres" : uri.getPath().substring(1);
    }

    Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(jdbc(database), user(), password());
    }

    public HikariDataSource pool(String database, int size) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(jdbc(database));
        config.setUsername(user());
        config.setPassword(password());
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(size);
        return new HikariDataSource(config);
    }

    public void execute(String database, String... statements) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    public long number(String database, String query) throws SQLException {
        try (Connection connection = connect(database)) {
            return number(connection, query);
        }
    }

    public String text(String database, String query) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    static long number(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** The address of one of its databases, in the form it was given. */
    public URI address(String database) {
        return uri.resolve("/" + database + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()));
    }

    /** Batches are sent as statements of many rows, for every contender that leaves its batches to the driver. */
    private String jdbc(String database) {
        int port = uri.getPort() < 0 ? 5432 : uri.getPort();
        return "jdbc:postgresql://" + uri.getHost() + ":" + port + "/" + database
                + "?reWriteBatchedInserts=true&ApplicationName=millwright-benchmarks"
                + (uri.getRawQuery() == null ? "" : "&" + uri.getRawQuery());
    }

    private String user() {
        String given = uri.getRawUserInfo();
        return given == null ? "postgres" : decoded(given.split(":", 2)[0]);
    }

    private String password() {
        String given = uri.getRawUserInfo();
        return given == null || !given.contains(":") ? "" : decoded(given.split(":", 2)[1]);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
