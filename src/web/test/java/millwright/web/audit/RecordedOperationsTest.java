package millwright.web.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.util.Arrays;
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
