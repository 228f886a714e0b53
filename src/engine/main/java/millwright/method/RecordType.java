package millwright.method;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.bind.annotation.JsonbProperty;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import millwright.database.Json;

/** A record: an object with a member for each component, named as it is, or as its {@link JsonbProperty} says. */
final class RecordType implements JsonType {

    private record Member(String name, JsonType type, MethodHandle accessor) {}

    private final Class<?> type;
    private final List<Member> members = new ArrayList<>();
    private final MethodHandle constructor;
    private final JsonObject schema;

    /** @param types the type of each component */
    RecordType(Class<?> type, Function<RecordComponent, JsonType> types) {
        this.type = type;
        RecordComponent[] components = type.getRecordComponents();
        try {
            for (RecordComponent component : components) {
                Method accessor = component.getAccessor();
                accessor.setAccessible(true);
                members.add(new Member(
                        name(component),
                        types.apply(component),
                        MethodHandles.lookup().unreflect(accessor)));
            }
            Constructor<?> canonical = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            canonical.setAccessible(true);
            constructor = MethodHandles.lookup()
                    .unreflectConstructor(canonical)
                    .asSpreader(Object[].class, components.length);
        } catch (ReflectiveOperationException e) {
            throw new UnmappableException(type.getName() + " cannot be reached: " + e.getMessage(), e);
        }
        this.schema = describe();
    }

    private static String name(RecordComponent component) {
        JsonbProperty property = component.getAccessor().getAnnotation(JsonbProperty.class);
        return property == null || property.value().isEmpty() ? component.getName() : property.value();
    }

    private JsonObject describe() {
        var properties = JsonType.builder();
        var required = Json.provider().createArrayBuilder();
        for (Member member : members) {
            properties.add(member.name(), member.type().schema());
            if (!member.type().isOptional()) {
                required.add(member.name());
            }
        }
        return JsonType.builder()
                .add("type", "object")
                .add("properties", properties)
                .add("required", required)
                .add("additionalProperties", false)
                .build();
    }

    @Override
    public JsonObject schema() {
        return schema;
    }

    @Override
    public Object read(JsonValue json) {
        JsonObject object = json.asJsonObject();
        Object[] values = members.stream()
                .map(member -> JsonType.readOrAbsent(member.type(), object.get(member.name())))
                .toArray();
        try {
            return constructor.invoke(values);
        } catch (Throwable e) {
            throw new UnmappableException(type.getSimpleName() + " refuses " + json + ": " + e.getMessage(), e);
        }
    }

    @Override
    public JsonValue write(Object value) {
        var object = JsonType.builder();
        for (Member member : members) {
            try {
                object.add(
                        member.name(),
                        JsonType.writeOrNull(member.type(), member.accessor().invoke(value)));
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new UnmappableException(
                        type.getSimpleName() + "." + member.name() + " cannot be read: " + e.getMessage(), e);
            }
        }
        return object.build();
    }
}
