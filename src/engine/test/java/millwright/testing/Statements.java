package millwright.testing;

import java.lang.reflect.Field;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.StringJoiner;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** The engine's SQL texts, and what the server makes of them. */
public final class Statements {

    private Statements() {}

    /** The text of a constant of another package's store. */
    public static String of(String className, String constant) {
        try {
            Field field = Class.forName("millwright." + className).getDeclaredField(constant);
            field.setAccessible(true);
            return (String) field.get(null);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(className + "." + constant + " has moved", e);
        }
    }

    /** The generic plan of {@code sql}: what the server uses from the sixth execution on, blind to the values. */
    public static String genericPlan(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET plan_cache_mode = force_generic_plan");
            AtomicInteger parameters = new AtomicInteger();
            String numbered =
                    Pattern.compile("[?]").matcher(sql).replaceAll(mark -> "\\$" + parameters.incrementAndGet());
            statement.execute("DEALLOCATE ALL");
            statement.execute("PREPARE looked_at AS " + numbered);
            String values = parameters.get() == 0 ? "" : "(" + "NULL, ".repeat(parameters.get() - 1) + "NULL)";
            StringJoiner plan = new StringJoiner("\n");
            try (ResultSet rows = statement.executeQuery("EXPLAIN EXECUTE looked_at" + values)) {
                while (rows.next()) {
                    plan.add(rows.getString(1));
                }
            }
            return plan.toString();
        }
    }

    /** Waits until a session of {@code database} waits for a lock. */
    public static void awaitBlocked(TestDatabase database) {
        Await.until(
                () -> database.isTrue(
                        """
                SELECT EXISTS (SELECT FROM pg_stat_activity
                                WHERE datname = current_database() AND wait_event_type = 'Lock')
                """));
    }
}
