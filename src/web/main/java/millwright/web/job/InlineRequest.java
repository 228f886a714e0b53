package millwright.web.job;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import millwright.batch.InlineJobXml;
import millwright.job.InvalidRequestException;
import millwright.job.JobRequest;
import millwright.web.json.MalformedJsonException;
import millwright.web.json.Members;
import millwright.web.json.StrictJson;

/** The body of {@code POST /jobs/inline}: that of {@code POST /jobs} with a job XML in place of a definition. */
final class InlineRequest {

    /** A job XML may take 1 MiB, parameters too; escapes may double both. */
    static final int LARGEST_BODY = 4 << 20;

    private static final String JOB_XML = "job_xml";
    private static final int LONGEST_XML = 1 << 20;
    private static final Set<String> MEMBERS = JobReader.ordered(Stream.concat(
                    Stream.concat(
                            Stream.of(JOB_XML), JobReader.MEMBERS.stream().filter(name -> !name.equals("definition"))),
                    Stream.of("mode"))
            .toList());

    private final Members members;
    private final JobReader reader;
    private final String jobXml;
    private final JobRequest terms;
    private final Optional<Mode> mode;

    private InlineRequest(Members members, JobReader reader, String submitter) {
        this.members = members;
        this.reader = reader;
        this.jobXml = members.requiredText(JOB_XML, LONGEST_XML);
        this.terms = reader.read(members, JobRequest.of(InlineJobXml.DEFINITION, submitter));
        this.mode = SubmitRequest.mode(members);
    }

    /**
     * @throws MalformedJsonException when {@code body} is no JSON
     * @throws InvalidRequestException naming every member that does not fit, before anybody looks into the job XML
     */
    static InlineRequest read(String body, JobReader reader, String submitter) {
        Members members = Members.of(StrictJson.read(body), MEMBERS);
        JobReader.parameters(members);
        InlineRequest request = new InlineRequest(members, reader, submitter);
        members.finish();
        return request;
    }

    /** All but its text, which nobody has looked into yet. */
    JobRequest terms() {
        return terms;
    }

    /**
     * The job, whose text is kept then; what the request says of it counts before what the text does.
     *
     * @throws InvalidRequestException with all that is wrong with the text, each with line and reason
     */
    SubmitRequest kept(InlineJobXml inline) {
        JobRequest made = inline.request(jobXml, JobReader.parameters(members), terms.submitter());
        return new SubmitRequest(reader.read(members, made), mode);
    }
}
