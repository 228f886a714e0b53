package millwright.batch;

import jakarta.batch.operations.JobRestartException;
import jakarta.batch.runtime.BatchStatus;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Properties;
import millwright.batch.ExecutionQueries.Found;
import millwright.database.Json;
import millwright.job.InvalidRequestException;
import millwright.job.JobRequest;
import millwright.job.JobState;
import millwright.job.ParameterSchema;
import millwright.job.RequestCheck;

/** Whether an execution may be restarted, and with which parameters. */
final class RestartCheck {

    private final BatchDefinitions definitions;
    private final RequestCheck requests;

    RestartCheck(BatchDefinitions definitions, RequestCheck requests) {
        this.definitions = definitions;
        this.requests = requests;
    }

    /** @throws JobRestartException when it has not ended, goes on by itself, cannot go on, or is not to */
    void check(Found found) {
        boolean ended = found.status() == BatchStatus.STOPPED || found.status() == BatchStatus.FAILED;
        boolean waits = found.jobState()
                .filter(state -> state == JobState.STOPPED || state == JobState.FAILED)
                .isPresent();
        if (!ended || !waits) {
            throw notRestarted(found);
        }
        if (isInline(found)) {
            // what its text says of restarts, the attempt sees to
            return;
        }
        BatchDefinition definition = definitions.get(found.definition());
        if (definition == null || definition.model() == null) {
            throw new JobRestartException("job execution " + found.view().id() + " is of the job definition '"
                    + found.definition() + "', which this node cannot run");
        }
        if (!definition.model().getRestartableBoolean()) {
            throw new JobRestartException("job '" + found.instance().name() + "' is declared restartable=\"false\"");
        }
    }

    static JobRestartException notRestarted(Found found) {
        return new JobRestartException("job execution " + found.view().id() + " is " + found.status() + " and its job "
                + found.jobState().map(state -> "is " + state).orElse("is over for good")
                + ": only what is STOPPED or FAILED, and does not go on by itself, can be restarted");
    }

    private static boolean isInline(Found found) {
        return InlineJobXml.DEFINITION.equals(found.definition());
    }

    /**
     * The parameters of the next execution as JSON text: nothing is remembered of those before.
     *
     * @throws JobRestartException when they do not fit
     */
    String parameters(Found found, Properties properties, String by) {
        BatchDefinition definition = definitions.get(found.definition());
        ParameterSchema schema = definition == null
                ? ParameterSchema.any()
                : definition.definition().parameters();
        JsonObject parameters = OperatorParameters.of(properties, schema);
        JsonValue text = found.view().parameters().get(InlineJobXml.PARAMETER);
        if (isInline(found) && text != null) {
            parameters = Json.provider()
                    .createObjectBuilder(parameters)
                    .add(InlineJobXml.PARAMETER, text)
                    .build();
        }
        try {
            return requests.of(JobRequest.of(found.definition(), by).withParameters(parameters))
                    .parameters();
        } catch (InvalidRequestException e) {
            throw new JobRestartException(e.getMessage(), e);
        }
    }
}
