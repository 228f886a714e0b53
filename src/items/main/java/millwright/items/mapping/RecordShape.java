package millwright.items.mapping;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.stream.Stream;
import millwright.items.property.Property;

/** A record class that items are made of, looked up once: making an item is one call of its constructor. Immutable. */
public final class RecordShape {

    private final Class<?> type;
    private final List<RecordComponent> components;
    private final MethodHandle constructor;

    private RecordShape(Class<?> type) throws ReflectiveOperationException {
        this.type = type;
        this.components = List.of(type.getRecordComponents());
        Constructor<?> canonical = type.getDeclaredConstructor(
                components.stream().map(RecordComponent::getType).toArray(Class<?>[]::new));
        canonical.setAccessible(true);
        this.constructor = MethodHandles.lookup()
                .unreflectConstructor(canonical)
                .asSpreader(Object[].class, components.size())
                .asType(MethodType.methodType(Object.class, Object[].class));
    }

    public static RecordShape of(Class<?> type) {
        try {
            return new RecordShape(type);
        } catch (ReflectiveOperationException e) {
            throw Property.wrong("the record " + type.getName() + " cannot be made: " + e, e);
        }
    }

    /** The class that the property {@code beanType} names; it must be a record. */
    public static RecordShape named(String beanType) {
        Class<?> type = classNamed(beanType);
        if (!type.isRecord()) {
            throw Property.of("beanType", beanType).unfit("a record class, which this is not");
        }
        return of(type);
    }

    private static Class<?> classNamed(String beanType) {
        String name = beanType.strip();
        ClassLoader application = Thread.currentThread().getContextClassLoader();
        try {
            return Class.forName(name, false, application == null ? RecordShape.class.getClassLoader() : application);
        } catch (ClassNotFoundException | LinkageError e) {
            throw Property.of("beanType", beanType)
                    .unfit("the full name of a record class of the application, as Java has it ($ before a nested"
                            + " class)");
        }
    }

    public Class<?> type() {
        return type;
    }

    public List<RecordComponent> components() {
        return components;
    }

    public List<String> names() {
        return names(components.stream());
    }

    static List<String> names(Stream<RecordComponent> components) {
        return components.map(RecordComponent::getName).toList();
    }

    /**
     * @param values one for each component, of its own or its box's class
     * @throws RuntimeException what the record's constructor throws
     */
    public Object make(Object[] values) {
        try {
            return (Object) constructor.invokeExact(values);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
