package millwright.items.mapping;

import java.lang.invoke.MethodType;

/** The classes whose objects stand for primitive values. */
final class Boxes {

    private Boxes() {}

    static Class<?> of(Class<?> type) {
        return MethodType.methodType(type).wrap().returnType();
    }
}
