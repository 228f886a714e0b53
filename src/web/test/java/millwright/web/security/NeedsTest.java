package millwright.web.security;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.Stream;
import millwright.web.ApiApplication;
import org.junit.jupiter.api.Test;

/** Holds W36. */
class NeedsTest {

    private static final List<Method> OPERATIONS = new ApiApplication()
            .getClasses().stream()
                    .filter(type -> type.isAnnotationPresent(Path.class))
                    .flatMap(type -> Stream.of(type.getDeclaredMethods()))
                    .filter(NeedsTest::isOperation)
                    .toList();

    private static boolean isOperation(Method method) {
        return Stream.of(method.getAnnotations())
                .anyMatch(annotation -> annotation.annotationType().isAnnotationPresent(HttpMethod.class));
    }

    @Test
    void everyOperationSaysWhatItNeeds() {
        assertFalse(OPERATIONS.isEmpty());
        OPERATIONS.forEach(operation -> assertTrue(
                operation.isAnnotationPresent(Needs.class) != operation.isAnnotationPresent(Open.class),
                () -> operation + " is to say either what it needs or that it is open"));
    }
}
