package millwright.items.csv;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import millwright.batch.InvalidItemException;
import millwright.items.mapping.Names;
import millwright.items.mapping.RecordShape;
import millwright.items.mapping.TextConversion;
import millwright.items.mapping.TextConversions;
import millwright.items.mapping.UnfitTextException;
import millwright.items.property.Property;

/** Items that are records of a Java class: places and conversions are found once, from the header. */
final class RecordItems implements RowItems {

    private final RecordShape shape;
    private final List<String> titles;
    private final char separator;
    private final int[] places;
    private final TextConversion[] conversions;

    /** @param columns by component, the title of its column where the two names differ */
    RecordItems(
            String file,
            RecordShape shape,
            List<String> titles,
            Map<String, String> columns,
            boolean emptyAsNull,
            char separator) {
        this.shape = shape;
        this.titles = titles;
        this.separator = separator;
        refuseUnknownComponents(shape, columns);
        List<RecordComponent> components = shape.components();
        this.places = new int[components.size()];
        this.conversions = new TextConversion[components.size()];
        List<String> missing = new ArrayList<>();
        for (int i = 0; i < places.length; i++) {
            RecordComponent component = components.get(i);
            String title = columns.getOrDefault(component.getName(), component.getName());
            places[i] = Names.place(title, titles);
            if (places[i] < 0) {
                missing.add("column '" + title + "' for component '" + component.getName() + "' of "
                        + shape.type().getSimpleName() + ": " + Names.among(title, titles));
            }
            conversions[i] = conversion(shape, component, emptyAsNull);
        }
        if (!missing.isEmpty()) {
            throw Property.wrong("the header of " + file + " lacks " + String.join("; it lacks ", missing));
        }
    }

    private static void refuseUnknownComponents(RecordShape shape, Map<String, String> columns) {
        for (Map.Entry<String, String> column : columns.entrySet()) {
            if (!shape.names().contains(column.getKey())) {
                throw Property.wrong("property 'column." + column.getKey() + "' is "
                        + Property.quoted(column.getValue()) + ": "
                        + shape.type().getSimpleName()
                        + " has no such component, " + Names.among(column.getKey(), shape.names()));
            }
        }
    }

    private static TextConversion conversion(RecordShape shape, RecordComponent component, boolean emptyAsNull) {
        TextConversion conversion = TextConversions.to(component.getType(), emptyAsNull);
        if (conversion == null) {
            throw Property.wrong("component '" + component.getName() + "' of "
                    + shape.type().getName() + " is a " + component.getType().getName() + ", expected one of "
                    + TextConversions.types());
        }
        return conversion;
    }

    @Override
    public Object of(CsvRow row) throws InvalidItemException {
        Object[] values = new Object[places.length];
        char[] characters = row.characters();
        for (int i = 0; i < values.length; i++) {
            int place = places[i];
            try {
                values[i] = conversions[i].of(characters, row.start(place), row.length(place));
            } catch (UnfitTextException e) {
                throw refused(
                        row,
                        "column '" + titles.get(place) + "' is " + Property.quoted(row.field(place)) + ", expected "
                                + e.expected());
            }
        }
        try {
            return shape.make(values);
        } catch (RuntimeException e) {
            // what the record itself does not accept
            throw refused(row, e.getMessage() == null ? e.toString() : e.getMessage());
        }
    }

    private InvalidItemException refused(CsvRow row, String reason) {
        return new InvalidItemException(row.line(), reason, row.text(separator));
    }
}
