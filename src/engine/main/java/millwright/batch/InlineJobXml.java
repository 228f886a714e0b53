package millwright.batch;

import jakarta.json.JsonObject;
import java.util.Optional;
import java.util.UUID;
import millwright.job.JobRequest;

/**
 * Batch jobs whose job XML comes with the request: {@code @Inject InlineJobXml inline}. Only where
 * {@code millwright.batch.inline-xml} is true: whoever may do this runs any artifact of the application. Thread-safe.
 *
 * <p>All of them are jobs of one definition, {@value #DEFINITION}, which is counted, limited and listed as such; it
 * never meets a job XML of the class path, whatever {@code id} the text has. That id is the name of the JobInstance.
 * The text is kept by its content hash, which the job's parameter {@value #PARAMETER} names: so it is retried, restarted
 * on other nodes, redriven and scheduled like any other job. Nodes that do not allow inline job XML leave such jobs to
 * those that do.
 */
public interface InlineJobXml {

    /** The definition that all such jobs are of. */
    String DEFINITION = "inline-job-xml";

    /** The parameter that holds the content hash, 64 hexadecimal digits, beside the job's own. */
    String PARAMETER = "millwright.job_xml";

    /**
     * A request to run {@code jobXml} once, to be given to {@link millwright.job.Jobs#submit}. The text is checked as
     * one of the class path is, and kept, committed when this returns and whatever becomes of the caller's transaction.
     * Its job properties such as {@code millwright.max-attempts} are in the request; {@code millwright.keep} has no
     * effect.
     *
     * @param jobXml at most 1 MiB; its elements may inherit from job XML of the class path
     * @param parameters of the job, all of them: {@link JobRequest#withParameters} would take the text from it
     * @param submitter who asks, as known to the access rules
     * @throws millwright.job.InvalidRequestException when this node allows no inline job XML, or with all that is wrong
     *     with the text, each with line, column and reason; nothing was kept then
     */
    JobRequest request(String jobXml, JsonObject parameters, String submitter);

    /** The text that a job ran or runs; empty for one that has not begun, or whose job XML is not inline. */
    Optional<String> document(UUID job);
}
