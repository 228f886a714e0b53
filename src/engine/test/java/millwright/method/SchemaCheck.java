package millwright.method;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import millwright.job.AttemptEnd;
import millwright.job.Definitions;
import millwright.job.InvalidRequestException;
import millwright.job.JobRequest;
import millwright.job.ParameterSchema;
import millwright.job.RequestCheck;
import millwright.testing.FakeRunner;

/** Whether a request with these parameters would be accepted. */
final class SchemaCheck {

    private SchemaCheck() {}

    static void assertFits(ParameterSchema schema, JsonObject parameters) {
        FakeRunner runner = new FakeRunner(
                List.of(FakeRunner.definition("work", schema, Optional.empty())),
                attempt -> AttemptEnd.completed(null));
        try {
            new RequestCheck(new Definitions(List.of(runner)))
                    .of(JobRequest.of("work", "test").withParameters(parameters));
        } catch (InvalidRequestException e) {
            throw new AssertionError(e);
        }
    }
}
