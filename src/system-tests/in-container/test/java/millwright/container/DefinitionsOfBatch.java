package millwright.container;

import static millwright.container.Watched.bean;
import static millwright.container.Watched.over;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.util.Optional;
import java.util.UUID;
import millwright.batch.InlineJobXml;
import millwright.job.InvalidRequestException;
import millwright.job.Job;
import millwright.job.JobRequest;
import millwright.job.JobState;
import millwright.job.Jobs;
import org.junit.jupiter.api.Test;

/** Batch jobs by job XML of a jar, by Java and by a request, with the server's class loaders and its CDI. */
interface DefinitionsOfBatch {

    @Test
    default void aJobThatJavaCodeDefinesRunsWithTypedProperties() throws Exception {
        UUID id = bean(Jobs.class)
                .submit(JobRequest.of("typed", "in-container")
                        .withParameters(Json.createObjectBuilder()
                                .add("day", "2001-12-31")
                                .build()));
        Job job = over(id);
        assertEquals(JobState.COMPLETED, job.state(), job::toString);
        assertEquals("\"2002-01-01 DAYS 10\"", job.result().toString());
    }

    @Test
    default void anUnsoundJobXmlIsListedWithAllThatIsWrong() {
        String problem = bean(Jobs.class).definitions().stream()
                .filter(definition -> definition.name().equals("unsound"))
                .findFirst()
                .orElseThrow()
                .problem()
                .orElseThrow();
        assertTrue(problem.contains("META-INF/batch-jobs/unsound.xml:3:"), problem);
        assertTrue(problem.contains("(nearest: 'second')"), problem);
        assertTrue(problem.contains("(nearest: 'wiring')"), problem);
        assertTrue(problem.contains("unsound.xml:6:22: step 'second' has neither"), problem);
        assertThrows(
                InvalidRequestException.class, () -> bean(Jobs.class).submit(JobRequest.of("unsound", "in-container")));
    }

    @Test
    default void jobXmlOfARequestRuns() throws Exception {
        String document = "<job id='asked'><step id='only'><batchlet ref='wiring'><properties>"
                + "<property name='colour' value='blue'/></properties></batchlet></step></job>";
        InlineJobXml inline = bean(InlineJobXml.class);
        Job job = over(bean(Jobs.class).submit(inline.request(document, JsonValue.EMPTY_JSON_OBJECT, "in-container")));
        assertEquals(JobState.COMPLETED, job.state(), job::toString);
        assertEquals("blue", job.result().asJsonObject().getString("colour"));
        assertEquals(Optional.of(document), inline.document(job.id()));
    }
}
