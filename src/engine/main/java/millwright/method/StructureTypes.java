package millwright.method;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;
import millwright.database.Json;

/** The types whose values hold others: lists, sets, arrays, maps, optionals. */
final class StructureTypes {

    private StructureTypes() {}

    /** @param make an empty collection of the type asked for */
    record CollectionOf(JsonType element, boolean unique, Supplier<Collection<Object>> make) implements JsonType {

        @Override
        public JsonObject schema() {
            var schema = JsonType.builder().add("type", "array").add("items", element.schema());
            return (unique ? schema.add("uniqueItems", true) : schema).build();
        }

        @Override
        public Object read(JsonValue json) {
            Collection<Object> read = make.get();
            json.asJsonArray().forEach(each -> read.add(JsonType.readOrAbsent(element, each)));
            return read;
        }

        @Override
        public JsonValue write(Object value) {
            var array = Json.provider().createArrayBuilder();
            ((Collection<?>) value).forEach(each -> array.add(JsonType.writeOrNull(element, each)));
            return array.build();
        }
    }

    record ArrayOf(JsonType element, Class<?> component) implements JsonType {

        @Override
        public JsonObject schema() {
            return JsonType.builder()
                    .add("type", "array")
                    .add("items", element.schema())
                    .build();
        }

        @Override
        public Object read(JsonValue json) {
            Object array = Array.newInstance(component, json.asJsonArray().size());
            for (int i = 0; i < json.asJsonArray().size(); i++) {
                Array.set(
                        array,
                        i,
                        JsonType.readOrAbsent(element, json.asJsonArray().get(i)));
            }
            return array;
        }

        @Override
        public JsonValue write(Object value) {
            var array = Json.provider().createArrayBuilder();
            for (int i = 0; i < Array.getLength(value); i++) {
                array.add(JsonType.writeOrNull(element, Array.get(value, i)));
            }
            return array.build();
        }
    }

    /** @param key a type whose values are texts */
    record MapOf(JsonType key, JsonType value) implements JsonType {

        @Override
        public JsonObject schema() {
            return JsonType.builder()
                    .add("type", "object")
                    .add("additionalProperties", value.schema())
                    .build();
        }

        @Override
        public Object read(JsonValue json) {
            Map<Object, Object> read = new LinkedHashMap<>();
            json.asJsonObject()
                    .forEach((name, each) ->
                            read.put(key.read(Json.provider().createValue(name)), JsonType.readOrAbsent(value, each)));
            return read;
        }

        @Override
        public JsonValue write(Object map) {
            var object = JsonType.builder();
            ((Map<?, ?>) map)
                    .forEach((name, each) ->
                            object.add(((JsonString) key.write(name)).getString(), JsonType.writeOrNull(value, each)));
            return object.build();
        }
    }

    /** @param wrap of null, what is there for no value */
    private record OptionalOf(JsonType value, Function<Object, Object> wrap, Function<Object, Object> unwrap)
            implements JsonType {

        @Override
        public JsonObject schema() {
            return JsonType.nullable(value.schema());
        }

        @Override
        public Object read(JsonValue json) {
            return wrap.apply(value.read(json));
        }

        @Override
        public JsonValue write(Object optional) {
            return JsonType.writeOrNull(value, unwrap.apply(optional));
        }

        @Override
        public boolean isOptional() {
            return true;
        }

        @Override
        public Object absent() {
            return wrap.apply(null);
        }
    }

    static JsonType optional(JsonType value) {
        return new OptionalOf(value, Optional::ofNullable, optional -> ((Optional<?>) optional).orElse(null));
    }

    /** {@link OptionalInt} and its like, which take no part in generics. */
    static Optional<JsonType> primitiveOptional(Class<?> type) {
        if (type == OptionalInt.class) {
            return Optional.of(new OptionalOf(
                    ScalarTypes.of(int.class).orElseThrow(),
                    value -> value == null ? OptionalInt.empty() : OptionalInt.of((Integer) value),
                    optional -> ((OptionalInt) optional).isPresent() ? ((OptionalInt) optional).getAsInt() : null));
        }
        if (type == OptionalLong.class) {
            return Optional.of(new OptionalOf(
                    ScalarTypes.of(long.class).orElseThrow(),
                    value -> value == null ? OptionalLong.empty() : OptionalLong.of((Long) value),
                    optional -> ((OptionalLong) optional).isPresent() ? ((OptionalLong) optional).getAsLong() : null));
        }
        if (type == OptionalDouble.class) {
            return Optional.of(new OptionalOf(
                    ScalarTypes.of(double.class).orElseThrow(),
                    value -> value == null ? OptionalDouble.empty() : OptionalDouble.of((Double) value),
                    optional -> ((OptionalDouble) optional).isPresent()
                            ? ((OptionalDouble) optional).getAsDouble()
                            : null));
        }
        return Optional.empty();
    }

    /** What is written as whatever it turns out to be: results whose declared type says nothing. */
    record Whatever(Function<Class<?>, JsonType> types) implements JsonType {

        @Override
        public JsonObject schema() {
            return JsonValue.EMPTY_JSON_OBJECT;
        }

        @Override
        public Object read(JsonValue json) {
            throw new UnmappableException("a value of no type cannot be read");
        }

        @Override
        public JsonValue write(Object value) {
            if (value instanceof JsonValue json) {
                return json;
            }
            if (value instanceof Collection<?> collection) {
                return new CollectionOf(this, false, ArrayList::new).write(collection);
            }
            if (value instanceof Map<?, ?> map) {
                var object = JsonType.builder();
                map.forEach((name, each) -> object.add(String.valueOf(name), JsonType.writeOrNull(this, each)));
                return object.build();
            }
            if (value instanceof Optional<?> optional) {
                return JsonType.writeOrNull(this, optional.orElse(null));
            }
            return types.apply(value.getClass()).write(value);
        }
    }

    /** The lists and sets of the collections framework that a parameter may ask for. */
    static final List<Class<?>> COLLECTIONS = List.of(Collection.class, List.class, Iterable.class);
}
