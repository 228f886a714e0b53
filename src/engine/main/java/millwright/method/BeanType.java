package millwright.method;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbException;
import jakarta.json.bind.annotation.JsonbCreator;
import jakarta.json.bind.annotation.JsonbDateFormat;
import jakarta.json.bind.annotation.JsonbNumberFormat;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbTransient;
import jakarta.json.bind.annotation.JsonbTypeAdapter;
import jakarta.json.bind.annotation.JsonbTypeDeserializer;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import millwright.database.Json;

/**
 * A class with properties, read and written by JSON-B. Its schema names what has a setter or is a public field; none is
 * required, any may be null. What JSON-B's annotations say in a way of their own (adapters, formats, creators) is
 * checked when it is read.
 */
final class BeanType implements JsonType {

    private static final List<Class<? extends Annotation>> OWN_FORM = List.of(
            JsonbDateFormat.class, JsonbNumberFormat.class, JsonbTypeAdapter.class, JsonbTypeDeserializer.class);

    /** Made at first use: an application without such classes needs no JSON-B. */
    private static final class Provider {
        private static final Jsonb JSONB = JsonbBuilder.create();
    }

    private final Type type;
    private final JsonObject schema;

    private BeanType(Type type, JsonObject schema) {
        this.type = type;
        this.schema = schema;
    }

    /** @param types the type of each property */
    static BeanType read(Class<?> raw, Type type, Function<Type, JsonType> types) {
        return new BeanType(
                type, hasOwnForm(raw) || hasCreator(raw) ? JsonValue.EMPTY_JSON_OBJECT : describe(raw, types));
    }

    /** For what is only ever written, as whatever class it is. */
    static BeanType written(Type type) {
        return new BeanType(type, JsonValue.EMPTY_JSON_OBJECT);
    }

    private static boolean hasOwnForm(AnnotatedElement element) {
        return OWN_FORM.stream().anyMatch(element::isAnnotationPresent);
    }

    private static boolean hasCreator(Class<?> raw) {
        return Stream.concat(Arrays.stream(raw.getDeclaredConstructors()), Arrays.stream(raw.getDeclaredMethods()))
                .anyMatch(each -> each.isAnnotationPresent(JsonbCreator.class));
    }

    private static JsonObject describe(Class<?> raw, Function<Type, JsonType> types) {
        var properties = JsonType.builder();
        for (Method setter : raw.getMethods()) {
            if (setter.getName().matches("set\\p{Lu}.*")
                    && setter.getParameterCount() == 1
                    && !Modifier.isStatic(setter.getModifiers())) {
                String name = decapitalized(setter.getName().substring(3));
                describe(name, setter.getGenericParameterTypes()[0], elements(raw, name, setter), types, properties);
            }
        }
        for (Field field : raw.getFields()) {
            if (!Modifier.isStatic(field.getModifiers()) && !Modifier.isFinal(field.getModifiers())) {
                describe(field.getName(), field.getGenericType(), List.of(field), types, properties);
            }
        }
        return JsonType.builder()
                .add("type", "object")
                .add("properties", properties)
                .add("additionalProperties", false)
                .build();
    }

    private static void describe(
            String name,
            Type type,
            List<? extends AnnotatedElement> elements,
            Function<Type, JsonType> types,
            jakarta.json.JsonObjectBuilder properties) {
        if (elements.stream().anyMatch(element -> element.isAnnotationPresent(JsonbTransient.class))) {
            return;
        }
        String called = elements.stream()
                .map(element -> element.getAnnotation(JsonbProperty.class))
                .filter(property -> property != null && !property.value().isEmpty())
                .map(JsonbProperty::value)
                .findFirst()
                .orElse(name);
        boolean ownForm = elements.stream().anyMatch(BeanType::hasOwnForm);
        properties.add(
                called,
                ownForm
                        ? JsonValue.EMPTY_JSON_OBJECT
                        : JsonType.nullable(types.apply(type).schema()));
    }

    /** Where JSON-B looks for the annotations of a property that it reads: its setter and its field. */
    private static List<? extends AnnotatedElement> elements(Class<?> raw, String name, Method setter) {
        return Stream.concat(Stream.of(setter), field(raw, name).stream()).toList();
    }

    private static Optional<Field> field(Class<?> raw, String name) {
        for (Class<?> each = raw; each != null; each = each.getSuperclass()) {
            for (Field field : each.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    return Optional.of(field);
                }
            }
        }
        return Optional.empty();
    }

    private static String decapitalized(String name) {
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    @Override
    public JsonObject schema() {
        return schema;
    }

    @Override
    public Object read(JsonValue json) {
        try {
            return Provider.JSONB.fromJson(json.toString(), type);
        } catch (JsonbException e) {
            throw new UnmappableException(type.getTypeName() + " cannot be made of it: " + e.getMessage(), e);
        }
    }

    @Override
    public JsonValue write(Object value) {
        try {
            return Json.value(Provider.JSONB.toJson(value, type));
        } catch (JsonbException e) {
            throw new UnmappableException(type.getTypeName() + " cannot be written as JSON: " + e.getMessage(), e);
        }
    }
}
