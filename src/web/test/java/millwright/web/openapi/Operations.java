package millwright.web.openapi;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import millwright.web.security.Needs;

/** The operations that resource classes have, each with what it needs. */
final class Operations {

    private Operations() {}

    /** By method and path, whose parameters' names are left out; what each needs, or OPEN. */
    static Map<String, String> of(Collection<Class<?>> classes) {
        Map<String, String> operations = new TreeMap<>();
        classes.stream()
                .filter(type -> type.isAnnotationPresent(Path.class))
                .forEach(type -> Stream.of(type.getMethods()).forEach(method -> add(operations, type, method)));
        return operations;
    }

    private static void add(Map<String, String> operations, Class<?> type, Method method) {
        Path below = method.getAnnotation(Path.class);
        Optional<String> verb = verb(method);
        if (verb.isEmpty() && below != null) {
            throw new IllegalStateException(method + " is a locator, which this does not follow");
        }
        verb.ifPresent(name -> {
            String path =
                    normal("/" + type.getAnnotation(Path.class).value() + (below == null ? "" : "/" + below.value()));
            String before = operations.put(name + " " + path, permission(method));
            // two may answer in two media types, and are one operation all the same
            if (before != null && !before.equals(permission(method))) {
                throw new IllegalStateException(
                        "two methods answer " + name + " " + path + " and need different things");
            }
        });
    }

    private static Optional<String> verb(Method method) {
        return Stream.of(method.getAnnotations())
                .map(Annotation::annotationType)
                .filter(type -> type.isAnnotationPresent(HttpMethod.class))
                .map(type -> type.getAnnotation(HttpMethod.class).value())
                .findFirst();
    }

    private static String permission(Method method) {
        Needs needs = method.getAnnotation(Needs.class);
        return needs == null ? "OPEN" : needs.value().name();
    }

    /** <code>{jobs: jobs}/{id}</code> and {@code /jobs/{job}} are both {@code /jobs/{}}. */
    static String normal(String path) {
        return path.replaceAll("\\{[\\w-]+: ?([a-z-]+)}", "$1")
                .replaceAll("\\{[^{}]*(?:\\{[^{}]*}[^{}]*)*}", "{}")
                .replaceAll("/{2,}", "/");
    }
}
