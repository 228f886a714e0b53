package millwright.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import millwright.database.Database;
import millwright.database.Json;

/**
 * One session whose statements are explained as they run, by PostgreSQL's own auto_explain: the engine's code runs
 * unchanged, and the statements within its SQL functions are seen too.
 */
public final class ExplainedSession implements AutoCloseable {

    private static final List<String> SETTINGS = List.of(
            "LOAD 'auto_explain'",
            "SET auto_explain.log_min_duration = 0",
            "SET auto_explain.log_analyze = on",
            "SET auto_explain.log_buffers = on",
            "SET auto_explain.log_timing = off",
            "SET auto_explain.log_nested_statements = on",
            "SET auto_explain.log_format = json",
            "SET auto_explain.log_level = notice");

    private final Connection connection;
    private final List<Plan> plans = new ArrayList<>();

    /** @param generic whether plans are blind to the values, as they are from a statement's sixth execution on */
    public ExplainedSession(TestDatabase database, boolean generic) throws SQLException {
        connection = database.connect();
        try (Statement statement = connection.createStatement()) {
            for (String setting : SETTINGS) {
                statement.execute(setting);
            }
            statement.execute("SET plan_cache_mode = force_" + (generic ? "generic" : "custom") + "_plan");
        }
    }

    public Database database() {
        Connection noting = (Connection) proxy(Connection.class, (called, arguments) -> switch (called.getName()) {
            case "close" -> null;
            case "prepareStatement" -> noting((PreparedStatement) invoke(connection, called, arguments));
            default -> invoke(connection, called, arguments);
        });
        return new Database((DataSource) proxy(DataSource.class, (called, arguments) -> noting));
    }

    private PreparedStatement noting(PreparedStatement statement) {
        return (PreparedStatement) proxy(PreparedStatement.class, (called, arguments) -> {
            if (called.getName().equals("close")) {
                note(statement.getWarnings());
            }
            return invoke(statement, called, arguments);
        });
    }

    /** What has run since this was last asked. */
    public List<Plan> taken() {
        List<Plan> taken = List.copyOf(plans);
        plans.clear();
        return taken;
    }

    private interface Call {
        Object answer(Method called, Object[] arguments) throws Throwable;
    }

    private static Object proxy(Class<?> type, Call call) {
        return Proxy.newProxyInstance(
                ExplainedSession.class.getClassLoader(),
                new Class<?>[] {type},
                (self, called, arguments) -> call.answer(called, arguments));
    }

    private static Object invoke(Object target, Method called, Object[] arguments) throws Throwable {
        try {
            return called.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private void note(SQLWarning first) {
        for (SQLWarning warning = first; warning != null; warning = warning.getNextWarning()) {
            String message = warning.getMessage();
            int json = message.indexOf('{');
            if (message.contains("plan:") && json > 0) {
                var explained = Json.object(message.substring(json));
                plans.add(new Plan(explained.getString("Query Text"), explained.getJsonObject("Plan")));
            }
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
