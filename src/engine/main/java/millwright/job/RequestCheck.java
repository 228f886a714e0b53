package millwright.job;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import millwright.database.Json;
import millwright.database.StorableText;

/** Turns requests into jobs that can be written, or refuses them; touches no table (J2). Thread-safe. */
public final class RequestCheck {

    private static final int LARGEST_PARAMETERS = 1 << 20;
    private static final int LONGEST_CORRELATION_ID = 200;

    private final Definitions definitions;
    private final TimeBasedEpochGenerator ids = Generators.timeBasedEpochGenerator();

    public RequestCheck(Definitions definitions) {
        this.definitions = definitions;
    }

    /**
     * The job that {@code request} asks for, with an id of its own.
     *
     * @throws InvalidRequestException when the request does not fit
     */
    public CheckedJob of(JobRequest request) {
        JobDefinition definition = runnable(request.definition());
        JsonObject parameters = checked(request, definition);
        return CheckedJob.of(ids.generate(), definition, parameters, request);
    }

    private JobDefinition runnable(String name) {
        JobDefinition definition = definitions
                .find(name)
                .orElseThrow(() -> refused(
                        "/definition",
                        "no job definition is named '" + name + "'"
                                + (definitions.all().isEmpty()
                                        ? ""
                                        : " (nearest: '" + definitions.nearest(name) + "')")));
        definition.problem().ifPresent(problem -> {
            throw refused("/definition", "job definition '" + name + "' cannot run: " + problem);
        });
        return definition;
    }

    private static JsonObject checked(JobRequest request, JobDefinition definition) {
        if (!Json.isStorable(request.parameters())) {
            throw refused(
                    "/parameters", "a text holds a NUL character or half of a surrogate pair, which cannot be stored");
        }
        JsonObject parameters = definition.parameters().complete(request.parameters());
        if (parameters.toString().getBytes(StandardCharsets.UTF_8).length > LARGEST_PARAMETERS) {
            throw refused("/parameters", "are larger than 1 MiB");
        }
        request.correlationId().ifPresent(text -> {
            if (text.length() > LONGEST_CORRELATION_ID || !StorableText.fits(text)) {
                throw refused(
                        "/correlation_id",
                        "expected at most " + LONGEST_CORRELATION_ID
                                + " characters, no NUL and no half of a surrogate pair");
            }
        });
        return parameters;
    }

    private static InvalidRequestException refused(String pointer, String detail) {
        return new InvalidRequestException(List.of(new Violation(pointer, detail)));
    }
}
