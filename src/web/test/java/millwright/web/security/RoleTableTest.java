package millwright.web.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import millwright.access.Role;
import millwright.web.ApiApplication;
import org.junit.jupiter.api.Test;

/** Holds W36: who may do what is written out, operation by operation, and is what the code says. */
class RoleTableTest {

    @Test
    void theTableIsWhatTheOperationsSay() throws IOException {
        assertEquals(text(operations()), text(rows()), "roles.md lacks what is expected here, or has more");
    }

    @Test
    void everyRoleIsAColumn() throws IOException {
        assertTrue(table().contains(Arrays.stream(Role.values())
                .map(role -> role.name().toLowerCase(java.util.Locale.ROOT))
                .collect(Collectors.joining(" | ", "| operation | ", " |"))));
    }

    private static String text(Map<String, String> rows) {
        return rows.entrySet().stream()
                .map(row -> "| " + row.getKey() + " | " + row.getValue() + " |")
                .collect(Collectors.joining("\n"));
    }

    private static Map<String, String> rows() throws IOException {
        return table().lines()
                .filter(line -> line.matches("\\| [A-Z]+ /.*"))
                .map(line -> line.substring(2, line.length() - 2).split(" \\| ", 2))
                .collect(Collectors.toMap(row -> row[0], row -> row[1], (one, other) -> one + "?", TreeMap::new));
    }

    private static String table() throws IOException {
        try (InputStream in = RoleTableTest.class.getResourceAsStream("/millwright/web/roles.md")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Map<String, String> operations() {
        Map<String, String> operations = new TreeMap<>();
        new ApiApplication()
                .getClasses().stream()
                        .filter(type -> type.isAnnotationPresent(Path.class))
                        .forEach(type -> Stream.of(type.getDeclaredMethods()).forEach(method -> verb(method)
                                .forEach(verb -> operations.put(verb + " " + path(type, method), permitted(method)))));
        return operations;
    }

    private static Stream<String> verb(Method method) {
        return Stream.of(method.getAnnotations())
                .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                .filter(verb -> verb != null)
                .map(HttpMethod::value);
    }

    private static String path(Class<?> type, Method method) {
        // {jobs: jobs} is the path jobs, {id: [0-9]+} the template {id}
        String resource = type.getAnnotation(Path.class).value().replaceFirst("\\{([\\w-]+): \\1}", "$1");
        Path below = method.getAnnotation(Path.class);
        return "/" + resource
                + (below == null ? "" : "/" + below.value().replaceAll("\\{\\s*(\\w+)\\s*:[^}]*}", "{$1}"));
    }

    private static String permitted(Method method) {
        return Arrays.stream(Role.values())
                .map(role -> method.isAnnotationPresent(Open.class)
                        || role.has(method.getAnnotation(Needs.class).value()))
                .map(may -> may ? "yes" : "no")
                .collect(Collectors.joining(" | "));
    }
}
