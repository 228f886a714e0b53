package millwright.web.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import millwright.web.ApiApplication;
import millwright.web.access.TokensResource;
import millwright.web.access.UsersResource;
import millwright.web.definition.DefinitionsResource;
import millwright.web.job.JobOrdersResource;
import millwright.web.job.JobsResource;
import millwright.web.schedule.SchedulesResource;
import millwright.web.session.SessionResource;
import org.junit.jupiter.api.Test;

/** Holds W70 and W71: which operations go on record, and by which names. */
class RecordedOperationsTest {

    /** What the packaged server does with each of them is AuditIT's. */
    @Test
    void theTableNamesEveryOperationOnRecord() throws IOException {
        Map<String, String> found = new TreeMap<>();
        new ApiApplication()
                .getClasses().stream()
                        .filter(type -> type.isAnnotationPresent(Path.class))
                        .flatMap(type -> Stream.of(type.getDeclaredMethods()))
                        .forEach(method -> verb(method)
                                .filter(verb -> AuditFilter.isRecorded(method, verb))
                                .ifPresent(verb -> found.put(verb + " " + path(method), OperationName.of(method))));
        String rows = found.entrySet().stream()
                .map(row -> "| " + row.getKey() + " | " + row.getValue() + " |")
                .collect(Collectors.joining("\n"));
        try (InputStream in = getClass().getResourceAsStream("/millwright/web/audited.md")) {
            String table = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(
                    rows,
                    table.lines().filter(line -> line.matches("\\| [A-Z]+ /.*")).collect(Collectors.joining("\n")),
                    "audited.md lacks what is expected here, or has more");
        }
    }

    private static Optional<String> verb(Method method) {
        return Stream.of(method.getAnnotations())
                .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                .filter(Objects::nonNull)
                .map(HttpMethod::value)
                .findFirst();
    }

    private static String path(Method method) {
        // {jobs: jobs} is the path jobs
        String resource =
                method.getDeclaringClass().getAnnotation(Path.class).value().replaceFirst("\\{([\\w-]+): \\1}", "$1");
        Path below = method.getAnnotation(Path.class);
        return "/" + resource + (below == null ? "" : "/" + below.value());
    }

    @Test
    void whatOperatorsAndAdministratorsChangeGoesOnRecord() {
        assertTrue(AuditFilter.isRecorded(operation(JobOrdersResource.class, "cancel"), "POST"));
        assertTrue(AuditFilter.isRecorded(operation(SchedulesResource.class, "create"), "POST"));
        assertTrue(AuditFilter.isRecorded(operation(TokensResource.class, "revoke"), "DELETE"));
        assertTrue(AuditFilter.isRecorded(operation(UsersResource.class, "change"), "PATCH"));
    }

    @Test
    void signingInGoesOnRecordToo() {
        assertTrue(AuditFilter.isRecorded(operation(SessionResource.class, "signIn"), "POST"));
        assertTrue(AuditFilter.isRecorded(operation(SessionResource.class, "changePassword"), "POST"));
    }

    @Test
    void readingAndSubmittingDoNot() {
        assertFalse(AuditFilter.isRecorded(operation(TokensResource.class, "list"), "GET"));
        assertFalse(AuditFilter.isRecorded(operation(DefinitionsResource.class, "list"), "GET"));
        assertFalse(AuditFilter.isRecorded(operation(JobsResource.class, "submit"), "POST"));
    }

    @Test
    void anOperationIsCalledByResourceAndMethod() {
        assertEquals("session.sign-in", OperationName.of(operation(SessionResource.class, "signIn")));
        assertEquals("tokens.revoke", OperationName.of(operation(TokensResource.class, "revoke")));
    }

    private static Method operation(Class<?> resource, String name) {
        return Arrays.stream(resource.getDeclaredMethods())
                .filter(method -> method.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
