package millwright.method;

import jakarta.json.bind.annotation.JsonbCreator;
import java.lang.reflect.Constructor;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import millwright.method.StructureTypes.ArrayOf;
import millwright.method.StructureTypes.CollectionOf;
import millwright.method.StructureTypes.MapOf;
import millwright.method.StructureTypes.Whatever;

/** Finds how a Java type looks as JSON, or says why there is no way. */
final class JsonTypes {

    private static final int DEEPEST = 20;

    private final boolean forResult;
    private final Map<TypeVariable<?>, Type> known = new HashMap<>();
    private final Deque<Type> within = new ArrayDeque<>();

    private JsonTypes(boolean forResult) {
        this.forResult = forResult;
    }

    /** @throws UnmappableException naming the type that is at fault */
    static JsonType ofParameter(Type type) {
        return new JsonTypes(false).of(type);
    }

    /** The same for what is only ever written, where {@link Object} is whatever it turns out to be. */
    static JsonType ofResult(Type type) {
        return new JsonTypes(true).of(type);
    }

    private JsonType of(Type type) {
        if (type instanceof Class<?> raw) {
            return ofClass(raw, new Type[0], raw);
        }
        if (type instanceof ParameterizedType generic) {
            Class<?> raw = (Class<?>) generic.getRawType();
            return ofClass(raw, generic.getActualTypeArguments(), generic);
        }
        if (type instanceof GenericArrayType array) {
            throw new UnmappableException(
                    "an array of " + array.getGenericComponentType().getTypeName() + " is not supported: take a List");
        }
        if (type instanceof WildcardType wildcard) {
            return of(wildcard.getUpperBounds()[0]);
        }
        Type bound = known.get(type);
        if (bound == null) {
            throw new UnmappableException("'" + type.getTypeName() + "' may be any type");
        }
        return of(bound);
    }

    private JsonType ofClass(Class<?> raw, Type[] arguments, Type type) {
        Optional<JsonType> simple = ScalarTypes.of(raw).or(() -> StructureTypes.primitiveOptional(raw));
        if (simple.isPresent()) {
            return simple.get();
        }
        if (forResult && (raw == Object.class || (arguments.length == 0 && isContainer(raw)))) {
            return new Whatever(JsonTypes::ofResult);
        }
        if (raw.isArray()) {
            return new ArrayOf(of(raw.getComponentType()), raw.getComponentType());
        }
        if (isContainer(raw)) {
            return container(raw, arguments);
        }
        return composed(raw, arguments, type);
    }

    private static boolean isContainer(Class<?> raw) {
        return raw == Optional.class || raw == Map.class || Iterable.class.isAssignableFrom(raw);
    }

    private JsonType container(Class<?> raw, Type[] arguments) {
        if (arguments.length == 0) {
            throw new UnmappableException(raw.getSimpleName() + " does not say of what: write " + raw.getSimpleName()
                    + (raw == Map.class ? "<String, …>" : "<…>"));
        }
        if (raw == Optional.class) {
            return StructureTypes.optional(of(arguments[0]));
        }
        if (raw == Map.class) {
            JsonType key = of(arguments[0]);
            if (!key.schema().getString("type", "").equals("string")) {
                throw new UnmappableException(
                        "the keys of a Map are texts in JSON, and " + arguments[0].getTypeName() + " is none");
            }
            return new MapOf(key, of(arguments[1]));
        }
        JsonType element = of(arguments[0]);
        if (StructureTypes.COLLECTIONS.contains(raw) || raw == ArrayList.class) {
            return new CollectionOf(element, false, ArrayList::new);
        }
        if (raw == Set.class || raw == LinkedHashSet.class) {
            return new CollectionOf(element, true, LinkedHashSet::new);
        }
        if (raw.isAssignableFrom(TreeSet.class)) {
            return new CollectionOf(element, true, TreeSet::new);
        }
        throw new UnmappableException(raw.getName() + " is not supported: take List, Set or Map");
    }

    private JsonType composed(Class<?> raw, Type[] arguments, Type type) {
        // a generic type that contains itself of ever more arguments would go on for ever
        if (within.contains(type) || within.size() > DEEPEST) {
            throw new UnmappableException(
                    raw.getName() + " contains itself, which its schema could not say: take a JsonObject");
        }
        within.push(type);
        Map<TypeVariable<?>, Type> outer = Map.copyOf(known);
        try {
            for (int i = 0; i < arguments.length; i++) {
                known.put(raw.getTypeParameters()[i], resolved(arguments[i]));
            }
            if (raw.isRecord()) {
                return new RecordType(raw, component -> of(component.getGenericType()));
            }
            refuseUnlessBean(raw);
            return forResult ? BeanType.written(type) : BeanType.read(raw, type, this::of);
        } finally {
            within.pop();
            known.clear();
            known.putAll(outer);
        }
    }

    /** A variable's own binding may be overwritten by what it is bound to. */
    private Type resolved(Type argument) {
        return argument instanceof TypeVariable<?> variable && known.containsKey(variable)
                ? known.get(variable)
                : argument;
    }

    private void refuseUnlessBean(Class<?> raw) {
        boolean platform =
                List.of("java.", "javax.", "jakarta.", "jdk.", "sun.").stream().anyMatch(raw.getName()::startsWith);
        if (platform || raw.isPrimitive()) {
            throw new UnmappableException(raw.getName() + " has no form in JSON");
        }
        if (forResult) {
            return;
        }
        if (Modifier.isAbstract(raw.getModifiers())) {
            throw new UnmappableException(raw.getName() + " is abstract: it does not say which class to make");
        }
        if (raw.isMemberClass() && !Modifier.isStatic(raw.getModifiers())) {
            throw new UnmappableException(raw.getName() + " is an inner class: make it static, or a record");
        }
        for (Constructor<?> constructor : raw.getDeclaredConstructors()) {
            boolean plain = constructor.getParameterCount() == 0 && !Modifier.isPrivate(constructor.getModifiers());
            if (plain || constructor.isAnnotationPresent(JsonbCreator.class)) {
                return;
            }
        }
        throw new UnmappableException(
                raw.getName() + " has no constructor without arguments that JSON-B could call: make it a record");
    }
}
