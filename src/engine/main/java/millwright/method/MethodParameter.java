package millwright.method;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.lang.reflect.Parameter;
import java.util.Optional;
import millwright.database.Json;
import millwright.job.Attempt;
import millwright.job.JobContext;
import millwright.job.RunningAttempt;

/**
 * One argument of a job's method.
 *
 * @param name of the job's parameter; null for the context, which the engine gives
 * @param type null for the context
 * @param schema of the job's parameter
 */
record MethodParameter(String name, JsonType type, JsonObject schema) {

    private static final MethodParameter CONTEXT = new MethodParameter(null, null, null);

    /** @throws UnmappableException when it has no name, or no form in JSON */
    static MethodParameter of(Parameter parameter, int position) {
        if (parameter.getType() == JobContext.class || parameter.getType() == Attempt.class) {
            return CONTEXT;
        }
        Param said = parameter.getAnnotation(Param.class);
        String name = name(parameter, said)
                .orElseThrow(() -> new UnmappableException(
                        "argument " + position + " (" + parameter.getType().getSimpleName()
                                + ") has no name: compile with -parameters, or say @Param(\"…\")"));
        try {
            JsonType type = JsonTypes.ofParameter(parameter.getParameterizedType());
            return new MethodParameter(name, type, described(type, said));
        } catch (UnmappableException e) {
            throw new UnmappableException("argument '" + name + "': " + e.getMessage(), e);
        }
    }

    /** The same, or one that is passed over like the context. */
    static MethodParameter ofTracked(Parameter parameter) {
        try {
            return of(parameter, 0);
        } catch (UnmappableException e) {
            return CONTEXT;
        }
    }

    private static Optional<String> name(Parameter parameter, Param said) {
        if (said != null && !said.value().isEmpty()) {
            return Optional.of(said.value());
        }
        return parameter.isNamePresent() ? Optional.of(parameter.getName()) : Optional.empty();
    }

    private static JsonObject described(JsonType type, Param said) {
        if (said == null) {
            return type.schema();
        }
        var schema = Json.provider().createObjectBuilder(type.schema());
        if (!said.description().isEmpty()) {
            schema.add("description", said.description());
        }
        if (said.secret()) {
            schema.add("writeOnly", true);
        }
        if (!said.defaultValue().isEmpty()) {
            schema.add("default", defaultValue(type, said.defaultValue()));
        }
        return schema.build();
    }

    private static JsonValue defaultValue(JsonType type, String text) {
        boolean isText = type.schema().containsKey("type")
                && type.schema().get("type").toString().contains("string");
        if (isText) {
            return Json.provider().createValue(text);
        }
        try {
            return Json.value(text);
        } catch (jakarta.json.JsonException e) {
            throw new UnmappableException("its default " + text + " is no JSON: " + e.getMessage(), e);
        }
    }

    boolean isContext() {
        return name == null;
    }

    boolean isRequired() {
        return !isContext() && !type.isOptional() && !schema.containsKey("default");
    }

    /** The argument of a call. */
    Object argument(RunningAttempt attempt) {
        if (isContext()) {
            return attempt;
        }
        try {
            return JsonType.readOrAbsent(type, attempt.parameters().get(name));
        } catch (RuntimeException e) {
            // accepted by another version of the signature, or refused by the value's own class
            throw new UnmappableException("parameter '" + name + "': " + e.getMessage(), e);
        }
    }
}
