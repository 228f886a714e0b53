package millwright.method;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Optional;
import millwright.job.JobDefinition;

/** A method whose calls are tracked as jobs of {@code definition}. */
record TrackedMethod(JobDefinition definition, MethodSignature signature) {

    private static final int LARGEST_PARAMETERS = 1 << 20;

    static TrackedMethod of(FoundMethod found) {
        MethodSignature signature = MethodSignature.ofTracked(found.method());
        return new TrackedMethod(MethodDefinition.tracked(found.name(), signature), signature);
    }

    /** The arguments of a call as far as they can be kept: what cannot is no reason to refuse the call. */
    JsonObject parameters(Object[] arguments) {
        try {
            JsonObject written = signature.write(arguments);
            return Storable.is(written, LARGEST_PARAMETERS) ? written : JsonValue.EMPTY_JSON_OBJECT;
        } catch (RuntimeException e) {
            return JsonValue.EMPTY_JSON_OBJECT;
        }
    }

    /** What a call has returned, as far as it can be kept. */
    Optional<JsonValue> result(Object returned) {
        try {
            return returned == null ? Optional.empty() : signature.result().map(type -> type.write(returned));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }
}
