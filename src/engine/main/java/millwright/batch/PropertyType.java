package millwright.batch;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Makes values of a type out of the texts of batch properties, for the types that JBeret has no way for: enums, paths,
 * whatever has {@code of}, {@code valueOf}, {@code parse} or a constructor that takes a text, as MicroProfile Config has
 * it (so all of java.time), and arrays, lists and sets of these, separated by commas.
 */
final class PropertyType {

    private static final Map<Class<?>, Function<String, Object>> NAMED = Map.of(
            Path.class, Path::of,
            UUID.class, UUID::fromString,
            Charset.class, Charset::forName,
            Locale.class, Locale::forLanguageTag);

    private static final Set<Class<?>> LISTS = Set.of(List.class, Collection.class, Iterable.class);

    private final String name;
    private final Function<String, Object> conversion;

    private PropertyType(String name, Function<String, Object> conversion) {
        this.name = name;
        this.conversion = conversion;
    }

    /** Empty for a type that no text makes. */
    static Optional<PropertyType> of(Type type) {
        return conversion(type).map(conversion -> new PropertyType(type.getTypeName(), conversion));
    }

    /**
     * @param what whose text it is, for the message
     * @throws UnfitPropertyException when the text is no such value
     */
    Object value(String text, String what) {
        try {
            return conversion.apply(text);
        } catch (RuntimeException e) {
            throw new UnfitPropertyException(
                    what + " is '" + text + "', expected a " + name + " (" + e.getMessage() + ")", e);
        }
    }

    private static Optional<Function<String, Object>> conversion(Type type) {
        if (type instanceof Class<?> plain) {
            return plain.isArray() ? ofArray(plain.getComponentType()) : ofClass(plain);
        }
        if (type instanceof GenericArrayType array) {
            return array.getGenericComponentType() instanceof Class<?> component
                    ? ofArray(component)
                    : Optional.empty();
        }
        if (type instanceof ParameterizedType generic && generic.getActualTypeArguments().length == 1) {
            return ofElements(generic.getRawType(), generic.getActualTypeArguments()[0]);
        }
        return Optional.empty();
    }

    private static Optional<Function<String, Object>> ofElements(Type collection, Type element) {
        if (!LISTS.contains(collection) && collection != Set.class) {
            return Optional.empty();
        }
        return conversion(element).map(each -> text -> {
            List<Object> values = elements(text, each);
            return collection == Set.class
                    ? Collections.unmodifiableSet(new LinkedHashSet<>(values))
                    : Collections.unmodifiableList(values);
        });
    }

    private static Optional<Function<String, Object>> ofArray(Class<?> component) {
        if (component.isPrimitive()) {
            return Optional.empty();
        }
        return ofClass(component).map(each -> text -> {
            List<Object> values = elements(text, each);
            Object array = Array.newInstance(component, values.size());
            return values.toArray((Object[]) array);
        });
    }

    private static List<Object> elements(String text, Function<String, Object> each) {
        List<Object> values = new ArrayList<>();
        for (String element : text.split(",", -1)) {
            if (!element.isBlank()) {
                values.add(each.apply(element.trim()));
            }
        }
        return values;
    }

    private static Optional<Function<String, Object>> ofClass(Class<?> type) {
        if (type == String.class) {
            return Optional.of(text -> text);
        }
        // its constructor and its parse are deprecated: JBeret has a better way
        if (type == Date.class || type == Object.class || type.isPrimitive()) {
            return Optional.empty();
        }
        if (NAMED.containsKey(type)) {
            return Optional.of(text -> NAMED.get(type).apply(text.trim()));
        }
        return type.isEnum() ? Optional.of(text -> constant(type, text.trim())) : implicit(type);
    }

    private static Object constant(Class<?> type, String text) {
        List<?> constants = Arrays.asList(type.getEnumConstants());
        return constants.stream()
                .filter(constant -> ((Enum<?>) constant).name().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("one of " + constants));
    }

    private static Optional<Function<String, Object>> implicit(Class<?> type) {
        Optional<Method> factory = Stream.of("of", "valueOf", "parse")
                .flatMap(name -> factory(type, name).stream())
                .findFirst();
        if (factory.isPresent()) {
            return Optional.of(text -> made(() -> factory.get().invoke(null, text.trim())));
        }
        if (Modifier.isAbstract(type.getModifiers())) {
            return Optional.empty();
        }
        return Arrays.stream(type.getConstructors())
                .filter(constructor -> Arrays.equals(constructor.getParameterTypes(), new Class<?>[] {String.class}))
                .findFirst()
                .map((Constructor<?> constructor) -> text -> made(() -> constructor.newInstance(text.trim())));
    }

    private static Optional<Method> factory(Class<?> type, String name) {
        return Arrays.stream(type.getMethods())
                .filter(method -> Modifier.isStatic(method.getModifiers()))
                .filter(method -> method.getName().equals(name) && method.getReturnType() == type)
                .filter(method -> method.getParameterCount() == 1)
                .filter(method -> method.getParameterTypes()[0] == String.class
                        || method.getParameterTypes()[0] == CharSequence.class)
                .findFirst();
    }

    private interface Making {
        Object make() throws ReflectiveOperationException;
    }

    private static Object made(Making making) {
        try {
            return making.make();
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(e.getCause().getMessage(), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
