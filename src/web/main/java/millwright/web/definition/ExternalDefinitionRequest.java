package millwright.web.definition;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue.ValueType;
import java.util.List;
import millwright.access.Scope;
import millwright.job.InvalidRequestException;
import millwright.job.JobDefinition;
import millwright.job.Violation;
import millwright.web.json.MalformedJsonException;
import millwright.web.json.Pointer;
import millwright.web.json.StrictJson;
import millwright.web.problem.ProblemCode;
import millwright.web.problem.ProblemException;

/** Reads the body of {@code PUT /definitions/{name}}. What may be in it is the engine's to say. */
final class ExternalDefinitionRequest {

    private ExternalDefinitionRequest() {}

    /**
     * @throws MalformedJsonException when {@code body} is no JSON
     * @throws InvalidRequestException when it is no object
     * @throws ProblemException when the name or the queue is out of the caller's scope
     */
    static JsonObject read(String name, String body, Scope scope) {
        StrictJson.Document document = StrictJson.read(body);
        if (!document.violations().isEmpty()) {
            throw new InvalidRequestException(document.violations());
        }
        if (document.value().getValueType() != ValueType.OBJECT) {
            throw new InvalidRequestException(List.of(new Violation(Pointer.ROOT, "is no JSON object")));
        }
        JsonObject definition = document.value().asJsonObject();
        if (!scope.coversDefinition(name)) {
            throw new ProblemException(
                    ProblemCode.FORBIDDEN, "name: the token is narrowed to the definitions " + scope.definitions());
        }
        String queue =
                definition.get("queue") instanceof JsonString text ? text.getString() : JobDefinition.DEFAULT_QUEUE;
        if (!scope.coversQueue(queue)) {
            throw new ProblemException(ProblemCode.FORBIDDEN, "queue: the token is narrowed to " + scope.queues());
        }
        return definition;
    }
}
