package millwright.web.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import millwright.access.Permission;
import millwright.web.ApiApplication;
import millwright.web.openapi.Document.Described;
import millwright.web.security.Needs;
import org.junit.jupiter.api.Test;

/** W100: what the document lists is what there is. */
class ContractTest {

    private static final Map<String, String> RESOURCES = Operations.of(new ApiApplication().getClasses());

    @Test
    void describesEveryOperationThereIsWithWhatItNeeds() {
        Map<String, String> described = described();
        Map<String, String> found = new TreeMap<>();
        RESOURCES.keySet().forEach(operation -> found.put(operation, described.get(operation)));

        assertEquals(lines(RESOURCES), lines(found), "openapi.yaml, beside the resources of ApiApplication");
    }

    @Test
    void hasEveryOperationThatItDescribes() {
        Set<String> missing = Document.operations().stream()
                .filter(Described::isApi)
                .filter(operation -> !RESOURCES.containsKey(key(operation)))
                .map(Described::id)
                .collect(Collectors.toSet());

        assertEquals(Set.of(), missing, "described in openapi.yaml, and no resource answers it");
    }

    @Test
    void seesWhenDocumentAndResourcesDiffer() {
        assertEquals(
                Map.of("GET /made-up/{}/part", "STEER", "GET /made-up", "OPEN"), Operations.of(List.of(MadeUp.class)));
        assertThrows(IllegalStateException.class, () -> Operations.of(List.of(Locator.class)));
    }

    @Path("{made-up: made-up}")
    @SuppressWarnings("unused")
    public static class MadeUp {
        @GET
        public String open() {
            return "";
        }

        @GET
        @Needs(Permission.STEER)
        @Path("{id: [0-9]{1,3}}/part")
        public String part() {
            return "";
        }
    }

    @Path("located")
    @SuppressWarnings("unused")
    public static class Locator {
        @Path("below")
        public Object below() {
            return this;
        }
    }

    private static Map<String, String> described() {
        return Document.operations().stream()
                .filter(Described::isApi)
                .collect(Collectors.toMap(
                        ContractTest::key, operation -> operation.json().getString("x-permission")));
    }

    private static String key(Described operation) {
        return operation.method() + " " + Operations.normal(operation.path());
    }

    private static String lines(Map<String, String> operations) {
        return operations.entrySet().stream()
                .map(entry -> entry.getKey() + " needs " + entry.getValue())
                .collect(Collectors.joining("\n"));
    }
}
