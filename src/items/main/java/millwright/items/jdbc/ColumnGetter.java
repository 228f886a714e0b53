package millwright.items.jdbc;

import java.lang.reflect.RecordComponent;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import millwright.items.property.Property;

/** Takes one column's value of a row. */
interface ColumnGetter {

    /** @throws IllegalArgumentException when the value is not what is wanted */
    Object of(ResultSet row) throws SQLException;

    /** What a driver gives as it is asked for: JDBC's own list, without what it leaves to drivers. */
    Set<Class<?>> BY_DRIVER = Set.of(
            String.class,
            java.math.BigDecimal.class,
            Boolean.class,
            Integer.class,
            Long.class,
            Double.class,
            Float.class,
            LocalDate.class,
            LocalTime.class,
            LocalDateTime.class,
            OffsetDateTime.class,
            java.util.UUID.class,
            byte[].class);

    /** @throws millwright.retry.JobException when no column can be of the component's type */
    static ColumnGetter of(RecordComponent component, int column) {
        Class<?> type = component.getType();
        if (type.isPrimitive()) {
            ColumnGetter getter = ofPrimitive(type, column);
            if (getter != null) {
                return row -> required(getter.of(row), row);
            }
        }
        if (type == Short.class) {
            return row -> {
                short value = row.getShort(column);
                return row.wasNull() ? null : value;
            };
        }
        if (type == java.math.BigInteger.class) {
            return row -> {
                java.math.BigDecimal value = row.getBigDecimal(column);
                return value == null ? null : value.toBigIntegerExact();
            };
        }
        if (type == Instant.class) {
            return row -> instant(row, column);
        }
        if (type.isEnum()) {
            return row -> constant(type, row.getString(column));
        }
        if (type == Object.class) {
            return row -> row.getObject(column);
        }
        if (BY_DRIVER.contains(type)) {
            return type == String.class ? row -> row.getString(column) : row -> row.getObject(column, type);
        }
        throw Property.wrong("component '" + component.getName() + "' of "
                + component.getDeclaringRecord().getName() + " is a " + type.getName() + ", expected one of "
                + BY_DRIVER.stream().map(Class::getSimpleName).sorted().toList()
                + ", Short, BigInteger, Instant, an enum, or a primitive");
    }

    private static ColumnGetter ofPrimitive(Class<?> type, int column) {
        if (type == long.class) {
            return row -> row.getLong(column);
        }
        if (type == int.class) {
            return row -> row.getInt(column);
        }
        if (type == short.class) {
            return row -> row.getShort(column);
        }
        if (type == boolean.class) {
            return row -> row.getBoolean(column);
        }
        if (type == double.class) {
            return row -> row.getDouble(column);
        }
        return type == float.class ? row -> row.getFloat(column) : null;
    }

    private static Object required(Object value, ResultSet row) throws SQLException {
        if (row.wasNull()) {
            throw new IllegalArgumentException("the column is null, expected a value");
        }
        return value;
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static Object constant(Class<?> type, String name) {
        if (name == null) {
            return null;
        }
        List<?> constants = Arrays.asList(type.getEnumConstants());
        return constants.stream()
                .filter(each -> ((Enum<?>) each).name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("it is '" + name + "', expected one of " + constants));
    }

    /** java.time's types for times, and what the driver has for everything else; text for what only it knows. */
    static ColumnGetter natural(ResultSetMetaData query, int column) throws SQLException {
        return switch (query.getColumnType(column)) {
            case Types.DATE -> row -> row.getObject(column, LocalDate.class);
            case Types.TIME -> row -> row.getObject(column, LocalTime.class);
            case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE ->
                query.getColumnTypeName(column).equals("timestamp")
                        ? row -> row.getObject(column, LocalDateTime.class)
                        : row -> instant(row, column);
            case Types.OTHER ->
                query.getColumnTypeName(column).equals("uuid")
                        ? row -> row.getObject(column)
                        : row -> row.getString(column);
            default -> row -> row.getObject(column);
        };
    }
}
