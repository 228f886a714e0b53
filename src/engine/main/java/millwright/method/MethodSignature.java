package millwright.method;

import jakarta.json.JsonObject;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import millwright.database.Json;
import millwright.job.ParameterSchema;

/**
 * What a job's method takes and gives.
 *
 * @param result how what it returns is written; empty when it returns nothing
 */
record MethodSignature(List<MethodParameter> parameters, Optional<JsonType> result) {

    /** @throws UnmappableException saying which argument is at fault and why */
    static MethodSignature of(Method method) {
        List<MethodParameter> parameters = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Parameter parameter : method.getParameters()) {
            MethodParameter read = MethodParameter.of(parameter, parameters.size() + 1);
            if (!read.isContext() && !names.add(read.name())) {
                throw new UnmappableException("two arguments are named '" + read.name() + "'");
            }
            parameters.add(read);
        }
        return new MethodSignature(parameters, result(method.getGenericReturnType()));
    }

    /** The same as far as JSON goes: arguments it cannot stand for are left out, and so is such a result. */
    static MethodSignature ofTracked(Method method) {
        List<MethodParameter> parameters = new ArrayList<>();
        for (Parameter parameter : method.getParameters()) {
            parameters.add(MethodParameter.ofTracked(parameter));
        }
        Optional<JsonType> result;
        try {
            result = result(method.getGenericReturnType());
        } catch (UnmappableException e) {
            result = Optional.empty();
        }
        return new MethodSignature(parameters, result);
    }

    private static Optional<JsonType> result(Type type) {
        Type value = type;
        if (type instanceof ParameterizedType generic
                && CompletionStage.class.isAssignableFrom((Class<?>) generic.getRawType())) {
            value = generic.getActualTypeArguments()[0];
        } else if (type instanceof Class<?> raw && CompletionStage.class.isAssignableFrom(raw)) {
            value = Object.class;
        }
        if (value == void.class || value == Void.class) {
            return Optional.empty();
        }
        try {
            return Optional.of(JsonTypes.ofResult(value));
        } catch (UnmappableException e) {
            throw new UnmappableException("its result: " + e.getMessage(), e);
        }
    }

    /** The schema of the job's parameters. */
    ParameterSchema schema() {
        var properties = JsonType.builder();
        var required = Json.provider().createArrayBuilder();
        for (MethodParameter parameter : parameters) {
            if (!parameter.isContext()) {
                properties.add(parameter.name(), parameter.schema());
            }
            if (parameter.isRequired()) {
                required.add(parameter.name());
            }
        }
        try {
            return ParameterSchema.nested(JsonType.builder()
                    .add("type", "object")
                    .add("properties", properties)
                    .add("required", required)
                    .add("additionalProperties", false)
                    .build());
        } catch (IllegalArgumentException e) {
            throw new UnmappableException(e.getMessage(), e);
        }
    }

    /** The parameters of a job that calls the method with {@code arguments}; those of a context are passed over. */
    JsonObject write(Object... arguments) {
        var written = JsonType.builder();
        for (int i = 0; i < arguments.length; i++) {
            MethodParameter parameter = parameters.get(i);
            if (!parameter.isContext() && arguments[i] != null) {
                written.add(parameter.name(), parameter.type().write(arguments[i]));
            }
        }
        return written.build();
    }

    /** A method and where it is, as a message names it. */
    static String place(Method method) {
        return method.getDeclaringClass().getName() + "." + method.getName()
                + Arrays.stream(method.getParameterTypes())
                        .map(Class::getSimpleName)
                        .collect(Collectors.joining(", ", "(", ")"));
    }

    /** The arguments' part of the method's descriptor. */
    static String descriptor(Method method) {
        String whole =
                MethodType.methodType(void.class, method.getParameterTypes()).toMethodDescriptorString();
        return whole.substring(0, whole.indexOf(')') + 1);
    }
}
