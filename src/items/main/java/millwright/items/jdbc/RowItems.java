package millwright.items.jdbc;

import java.lang.reflect.RecordComponent;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import millwright.batch.InvalidItemException;
import millwright.items.mapping.Names;
import millwright.items.mapping.RecordShape;
import millwright.items.property.Property;

/** Makes items of a query's rows: records, or maps by column. What each column gives is found once. */
final class RowItems {

    private final RecordShape shape;
    private final List<String> labels;
    private final ColumnGetter[] getters;

    private RowItems(RecordShape shape, List<String> labels, ColumnGetter[] getters) {
        this.shape = shape;
        this.labels = labels;
        this.getters = getters;
    }

    /**
     * @param beanType the name of a record class, or not given: maps
     * @throws millwright.retry.JobException when the query lacks a column for a component
     */
    static RowItems of(Property beanType, ResultSetMetaData query) throws SQLException {
        List<String> labels = labels(query);
        if (!beanType.isGiven()) {
            ColumnGetter[] getters = new ColumnGetter[labels.size()];
            for (int i = 0; i < getters.length; i++) {
                getters[i] = ColumnGetter.natural(query, i + 1);
            }
            return new RowItems(null, labels, getters);
        }
        RecordShape shape = RecordShape.named(beanType.text(""));
        List<RecordComponent> components = shape.components();
        ColumnGetter[] getters = new ColumnGetter[components.size()];
        for (int i = 0; i < getters.length; i++) {
            RecordComponent component = components.get(i);
            int place = Names.place(component.getName(), labels);
            if (place < 0) {
                throw Property.wrong("the query has no column for component '" + component.getName() + "' of "
                        + shape.type().getName() + ": " + Names.among(component.getName(), labels));
            }
            getters[i] = ColumnGetter.of(component, place + 1);
        }
        return new RowItems(shape, labels, getters);
    }

    static List<String> labels(ResultSetMetaData query) throws SQLException {
        List<String> labels = new ArrayList<>();
        for (int i = 1; i <= query.getColumnCount(); i++) {
            labels.add(query.getColumnLabel(i));
        }
        return labels;
    }

    /**
     * @param number of the row, from 1, for messages
     * @throws InvalidItemException when the row cannot be an item; nothing is wrong with the query then
     */
    Object of(ResultSet row, long number) throws SQLException, InvalidItemException {
        Object[] values = new Object[getters.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(row, i, number);
        }
        if (shape == null) {
            Map<String, Object> item = new LinkedHashMap<>();
            for (int i = 0; i < values.length; i++) {
                item.put(labels.get(i), values[i]);
            }
            return item;
        }
        try {
            return shape.make(values);
        } catch (RuntimeException e) {
            // what the record itself does not accept
            throw new InvalidItemException(number, e.getMessage() == null ? e.toString() : e.getMessage(), text(row));
        }
    }

    private Object value(ResultSet row, int place, long number) throws SQLException, InvalidItemException {
        try {
            return getters[place].of(row);
        } catch (SQLException | IllegalArgumentException e) {
            if (e instanceof SQLException sql && row.isClosed()) {
                throw sql;
            }
            throw new InvalidItemException(
                    number,
                    "component '" + shape.names().get(place) + "' takes a "
                            + shape.components().get(place).getType().getSimpleName() + ": " + e.getMessage(),
                    text(row));
        }
    }

    private String text(ResultSet row) throws SQLException {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            texts.add(labels.get(i) + "=" + row.getString(i + 1));
        }
        return String.join(", ", texts);
    }
}
