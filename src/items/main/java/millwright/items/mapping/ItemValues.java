package millwright.items.mapping;

import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import millwright.items.property.Property;

/**
 * The values of an item under the names a writer has for them. An item is a record, a map, a list (its values by place)
 * or a bean; how its class gives them is looked up once. Not thread-safe.
 */
public final class ItemValues {

    private final List<String> names;
    private final Map<Class<?>, Getters> byClass = new HashMap<>();
    private Class<?> lastClass;
    private Getters lastGetters;

    public ItemValues(List<String> names) {
        this.names = List.copyOf(names);
    }

    /** The names that items like {@code item} bring themselves; empty for a list and for a bean, which has no order. */
    public static Optional<List<String>> namesOf(Object item) {
        if (item instanceof Map<?, ?> map) {
            return Optional.of(map.keySet().stream().map(String::valueOf).toList());
        }
        return item instanceof Record
                ? Optional.of(RecordShape.of(item.getClass()).names())
                : Optional.empty();
    }

    public List<String> names() {
        return names;
    }

    /** @throws millwright.retry.JobException when the item lacks a name, with what it has */
    public Object[] of(Object item) {
        if (item instanceof Map<?, ?> map) {
            return ofMap(map);
        }
        if (item instanceof List<?> list) {
            return ofList(list);
        }
        Object[] values = gettersOf(item.getClass()).values(item);
        for (int i = 0; i < values.length; i++) {
            values[i] = plain(values[i]);
        }
        return values;
    }

    /** The values of a record or bean as they are: what is JSON stays JSON. */
    public Object[] unchanged(Object item) {
        return gettersOf(item.getClass()).values(item);
    }

    private Getters gettersOf(Class<?> type) {
        if (type != lastClass) {
            lastGetters = byClass.computeIfAbsent(type, each -> Getters.of(each, names));
            lastClass = type;
        }
        return lastGetters;
    }

    private Object[] ofMap(Map<?, ?> map) {
        Object[] values = new Object[names.size()];
        for (int i = 0; i < values.length; i++) {
            String name = names.get(i);
            Object value = map.get(name);
            if (value == null && !map.containsKey(name)) {
                value = map.get(sameName(name, map));
            }
            values[i] = plain(value);
        }
        return values;
    }

    private static Object sameName(String name, Map<?, ?> map) {
        List<String> keys = map.keySet().stream().map(String::valueOf).toList();
        int place = Names.place(name, keys);
        if (place < 0) {
            throw Property.wrong("an item has no value '" + name + "': " + Names.among(name, keys));
        }
        return keys.get(place);
    }

    private Object[] ofList(List<?> list) {
        if (list.size() != names.size()) {
            throw Property.wrong("an item is a list of " + list.size() + " values, expected the " + names.size() + ": "
                    + String.join(", ", names));
        }
        return list.stream().map(ItemValues::plain).toArray();
    }

    /** What a JSON value stands for; anything else as it is. */
    private static Object plain(Object value) {
        if (!(value instanceof JsonValue json)) {
            return value;
        }
        return switch (json.getValueType()) {
            case NULL -> null;
            case TRUE -> true;
            case FALSE -> false;
            case STRING -> ((JsonString) json).getString();
            case NUMBER -> ((JsonNumber) json).bigDecimalValue();
            default -> json.toString();
        };
    }
}
