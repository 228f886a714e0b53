package millwright.items.json;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.lang.reflect.RecordComponent;
import java.util.List;
import millwright.items.mapping.RecordShape;

/** Makes records of JSON objects: how each component is made is found once. */
final class RecordValues {

    private final RecordShape shape;
    private final List<String> names;
    private final ValueMaker[] makers;

    /** @throws millwright.retry.JobException when a component is of a type that no JSON value can be made into */
    RecordValues(RecordShape shape) {
        this.shape = shape;
        this.names = shape.names();
        List<RecordComponent> components = shape.components();
        this.makers = new ValueMaker[components.size()];
        for (int i = 0; i < makers.length; i++) {
            RecordComponent component = components.get(i);
            makers[i] = ValueMakers.of(
                    component.getGenericType(),
                    "'" + component.getName() + "' of " + shape.type().getName());
        }
    }

    Object of(JsonObject object) throws UnfitValueException {
        return of(object, "");
    }

    /** @param path of the object, with the dot behind it, or empty */
    Object of(JsonObject object, String path) throws UnfitValueException {
        Object[] values = new Object[makers.length];
        for (int i = 0; i < values.length; i++) {
            JsonValue value = object.get(names.get(i));
            values[i] = makers[i].of(value == null ? JsonValue.NULL : value, path + names.get(i));
        }
        try {
            return shape.make(values);
        } catch (RuntimeException e) {
            // what the record itself does not accept
            throw new UnfitValueException(e.getMessage() == null ? e.toString() : e.getMessage());
        }
    }
}
