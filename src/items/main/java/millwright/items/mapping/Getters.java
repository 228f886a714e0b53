package millwright.items.mapping;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import millwright.items.property.Property;

/** How a class gives the values of some names: the accessors of a record, the getters of a bean. Immutable. */
final class Getters {

    private static final MethodType TYPE = MethodType.methodType(Object.class, Object.class);

    private final MethodHandle[] handles;

    private Getters(MethodHandle[] handles) {
        this.handles = handles;
    }

    static Getters of(Class<?> type, List<String> names) {
        Map<String, Method> methods = type.isRecord() ? accessors(type) : getters(type);
        List<String> known = List.copyOf(methods.keySet());
        return new Getters(names.stream()
                .map(name -> handle(methods.get(known.get(place(type, name, known)))))
                .toArray(MethodHandle[]::new));
    }

    private static int place(Class<?> type, String name, List<String> known) {
        int place = Names.place(name, known);
        if (place < 0) {
            throw Property.wrong("an item of " + type.getName() + " has no value '" + name + "': "
                    + Names.among(name, known) + "; items are records, beans with getters, maps or lists");
        }
        return place;
    }

    private static Map<String, Method> accessors(Class<?> type) {
        Map<String, Method> methods = new LinkedHashMap<>();
        Arrays.stream(type.getRecordComponents())
                .forEach(component -> methods.put(component.getName(), component.getAccessor()));
        return methods;
    }

    private static Map<String, Method> getters(Class<?> type) {
        Map<String, Method> methods = new LinkedHashMap<>();
        for (Method method : type.getMethods()) {
            String name = method.getName();
            int prefix = name.startsWith("get") ? 3 : name.startsWith("is") ? 2 : 0;
            if (prefix > 0
                    && name.length() > prefix
                    && method.getParameterCount() == 0
                    && !Modifier.isStatic(method.getModifiers())
                    && method.getDeclaringClass() != Object.class) {
                methods.put(
                        name.substring(prefix, prefix + 1).toLowerCase(Locale.ROOT) + name.substring(prefix + 1),
                        method);
            }
        }
        return methods;
    }

    private static MethodHandle handle(Method method) {
        try {
            method.setAccessible(true);
            return MethodHandles.lookup().unreflect(method).asType(TYPE);
        } catch (IllegalAccessException | RuntimeException e) {
            throw Property.wrong(method + " cannot be called: " + e.getMessage(), e);
        }
    }

    Object[] values(Object item) {
        Object[] values = new Object[handles.length];
        try {
            for (int i = 0; i < values.length; i++) {
                values[i] = (Object) handles[i].invokeExact(item);
            }
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
        return values;
    }
}
