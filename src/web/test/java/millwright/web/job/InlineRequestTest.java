package millwright.web.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import millwright.access.Caller;
import millwright.access.Role;
import millwright.batch.InlineJobXml;
import millwright.job.InvalidRequestException;
import millwright.job.JobRequest;
import millwright.job.Priority;
import millwright.job.Violation;
import millwright.job.Visibility;
import org.junit.jupiter.api.Test;

/** Holds W12 for a job that brings its job XML. */
class InlineRequestTest {

    private static final JobReader READER =
            new JobReader(new Caller("anna", Role.ADMIN), Visibility.ALL, name -> Optional.empty());

    /** Its text says that its jobs go to the queue night, with a low priority. */
    private static final InlineJobXml NIGHTLY = new InlineJobXml() {
        @Override
        public JobRequest request(String jobXml, JsonObject parameters, String submitter) {
            assertEquals("<job/>", jobXml);
            return JobRequest.of(DEFINITION, submitter)
                    .withParameters(parameters)
                    .withQueue("night")
                    .withPriority(Priority.LOW);
        }

        @Override
        public Optional<String> document(UUID job) {
            return Optional.empty();
        }
    };

    @Test
    void whatTheRequestSaysCountsBeforeWhatTheTextDoes() {
        SubmitRequest submit =
                read("""
                        {"job_xml": "<job/>", "parameters": {"year": 2001}, "priority": "HIGH", "tags": ["a"],
                         "mode": "sync"}
                        """)
                        .kept(NIGHTLY);
        assertEquals(Optional.of(Mode.SYNC), submit.mode());
        JobRequest job = submit.job();
        assertEquals(InlineJobXml.DEFINITION, job.definition());
        assertEquals("anna", job.submitter());
        assertEquals(Optional.of("night"), job.queue());
        assertEquals(Optional.of(Priority.HIGH), job.priority());
        assertEquals(List.of("a"), job.tags());
        assertEquals(2001, job.parameters().getInt("year"));
    }

    @Test
    void namesWhatDoesNotFitBeforeAnybodyLooksIntoTheText() {
        assertEquals(List.of("/job_xml"), refused("{}"));
        assertEquals(List.of("/definition", "/job_xml"), refused("{\"definition\": \"tiny\"}"));
        assertEquals(List.of("/mode"), refused("{\"job_xml\": \"<job/>\", \"mode\": \"later\"}"));
        assertEquals(List.of("/parameters"), refused("{\"job_xml\": \"<job/>\", \"parameters\": 7}"));
        String large = "{\"job_xml\": \"" + "x".repeat((1 << 20) + 1) + "\"}";
        assertEquals(List.of("/job_xml"), refused(large));
        assertTrue(InlineRequest.LARGEST_BODY > 2 * large.length(), "escapes may double it");
    }

    private static InlineRequest read(String body) {
        return InlineRequest.read(body, READER, "anna");
    }

    private static List<String> refused(String body) {
        return assertThrows(InvalidRequestException.class, () -> read(body)).violations().stream()
                .map(Violation::pointer)
                .distinct()
                .toList();
    }
}
