package millwright.method;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.enterprise.context.ApplicationScoped;
import java.lang.reflect.Proxy;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import millwright.database.Json;
import millwright.job.AttemptScope;
import millwright.job.JobContext;
import millwright.job.JobRequest;
import millwright.job.Jobs;
import millwright.job.Priority;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Typed submission: a method reference and its arguments become a request. */
class MethodJobsTest {

    record Line(String product, int amount) {}

    interface Printing {
        void print(String text);
    }

    @ApplicationScoped
    static class Reports implements Printing {

        @BackgroundJob(name = "report")
        public String build(YearMonth month, Optional<String> note, JobContext context) {
            return month + note.orElse("");
        }

        @BackgroundJob(name = "all")
        public int all(List<Line> lines, Set<UUID> ids, long number, boolean draft, Integer copies, String title) {
            return lines.size();
        }

        @BackgroundJob(name = "nightly")
        public void nightly() throws Exception {
            // nothing to do
        }

        @BackgroundJob(name = "one")
        public void overloaded(int number) {
            // nothing to do
        }

        @BackgroundJob(name = "other")
        public void overloaded(String text) {
            // nothing to do
        }

        @Override
        @BackgroundJob(name = "print")
        public void print(String text) {
            // nothing to do
        }

        public void noJob() {
            // nothing to do
        }
    }

    @ApplicationScoped
    static class Heir extends Inherited {}

    /** Not a bean itself. */
    abstract static class Inherited {
        @BackgroundJob(name = "inherited")
        public void inherited(int number) {
            // nothing to do
        }
    }

    private Beans beans;
    private MethodJobs methods;
    private final RecordedRequests submitted = new RecordedRequests();

    @BeforeEach
    void start() {
        beans = new Beans(Reports.class, Heir.class);
        methods = new ReferencedMethods(beans.methods(), submitted.jobs());
    }

    @AfterEach
    void stop() {
        beans.close();
    }

    @Test
    void aMethodReferenceIsARequest() {
        UUID id = methods.submit(Reports::build, YearMonth.of(2001, 12), Optional.of("all"), null);
        JobRequest request = submitted.get(id);
        assertEquals("report", request.definition());
        assertEquals("application", request.submitter());
        assertEquals(Json.object("{\"month\": \"2001-12\", \"note\": \"all\"}"), request.parameters());
    }

    @Test
    void itTakesUpToSixArguments() {
        UUID id = new UUID(0, 1);
        JobRequest request =
                methods.request(Reports::all, List.of(new Line("a", 1)), Set.of(id), 7L, true, null, "Title");
        assertEquals(
                Json.object(
                        """
                        {"lines": [{"product": "a", "amount": 1}],
                         "ids": ["00000000-0000-0000-0000-000000000001"], "number": 7, "draft": true, "title": "Title"}
                        """),
                request.parameters());
        assertEquals("nightly", methods.request(Reports::nightly).definition());
    }

    @Test
    void theRequestCanSayMore() {
        JobRequest request = methods.as("anna").request(Reports::nightly).withPriority(Priority.HIGH);
        assertEquals("anna", request.submitter());
        assertEquals(Optional.of(Priority.HIGH), request.priority());
    }

    @Test
    void theCompilerPicksAmongOverloads() {
        MethodJobs.Call1<Reports, Integer> number = Reports::overloaded;
        MethodJobs.Call1<Reports, String> text = Reports::overloaded;
        assertEquals("one", methods.request(number, 1).definition());
        assertEquals("other", methods.request(text, "a").definition());
    }

    @Test
    void anInheritedMethodAndOneOfAnInterfaceAreFound() {
        assertEquals("inherited", methods.request(Heir::inherited, 1).definition());
        assertEquals("print", methods.request(Printing::print, "a").definition());
    }

    @Test
    void withinAJobItsSubmitterSubmits() {
        JobRequest request =
                AttemptScope.during(Beans.attempt("report", "{}"), () -> methods.request(Reports::nightly));
        assertEquals("test", request.submitter());
    }

    @Test
    void whatIsNoReferenceToAJobIsRefused() {
        refused(() -> methods.request((Reports reports) -> reports.noJob()), "not a lambda");
        refused(() -> methods.request(Reports::noJob), "Reports.noJob is no @BackgroundJob of a bean");
        Reports object = new Reports();
        refused(() -> methods.request((MethodJobs.Call0<String>) object::print), "expected print by its class");
    }

    private static void refused(Runnable request, String reason) {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, request::run);
        assertTrue(refused.getMessage().contains(reason), refused::getMessage);
    }

    /** Keeps what is submitted. */
    private static final class RecordedRequests {

        private final Map<UUID, JobRequest> requests = new HashMap<>();

        Jobs jobs() {
            return (Jobs) Proxy.newProxyInstance(
                    MethodJobsTest.class.getClassLoader(), new Class<?>[] {Jobs.class}, (self, method, arguments) -> {
                        UUID id = UUID.randomUUID();
                        requests.put(id, (JobRequest) arguments[0]);
                        return id;
                    });
        }

        JobRequest get(UUID id) {
            return requests.get(id);
        }
    }
}
