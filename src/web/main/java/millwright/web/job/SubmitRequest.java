package millwright.web.job;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import millwright.job.InvalidRequestException;
import millwright.job.JobRequest;
import millwright.web.json.MalformedJsonException;
import millwright.web.json.Members;
import millwright.web.json.StrictJson;

/**
 * The body of {@code POST /jobs}.
 *
 * @param mode empty where it does not say
 */
record SubmitRequest(JobRequest job, Optional<Mode> mode) {

    private static final Set<String> MEMBERS = JobReader.ordered(
            Stream.concat(JobReader.MEMBERS.stream(), Stream.of("mode")).toList());

    private static final int LONGEST_MODE = 100;

    /**
     * @throws MalformedJsonException when {@code body} is no JSON
     * @throws InvalidRequestException naming every member that is unknown, missing or of the wrong type
     */
    static SubmitRequest read(String body, JobReader reader) {
        Members members = Members.of(StrictJson.read(body), MEMBERS);
        JobRequest job = reader.read(members);
        Optional<Mode> mode = mode(members);
        members.finish();
        return new SubmitRequest(job, mode);
    }

    static Optional<Mode> mode(Members members) {
        return members.text("mode", LONGEST_MODE).flatMap(name -> {
            Optional<Mode> known = Mode.of(name);
            if (known.isEmpty()) {
                members.refuse("mode", "is '" + name + "', expected one of " + Mode.NAMES);
            }
            return known;
        });
    }
}
