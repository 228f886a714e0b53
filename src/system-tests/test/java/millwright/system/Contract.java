package millwright.system;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The API of a running server, held to the document that it serves: every request and every answer is validated, and
 * what was called is kept. Thread-safe once made.
 */
final class Contract {

    /** By operation id. */
    private final Map<String, Operation> operations = new TreeMap<>();

    private final Set<String> called = java.util.Collections.synchronizedSet(new TreeSet<>());
    private final OpenApiInteractionValidator validator;
    private final Api api;

    /**
     * @param path below the server, with its parameters' names
     * @param item what the document says of the path
     */
    record Operation(String method, String path, JsonObject item, JsonObject json) {}

    private Contract(Api api, JsonObject document) {
        this.api = api;
        JsonObject strict = StrictDocument.of(document);
        strict.getJsonObject("paths")
                .forEach((path, item) -> item.asJsonObject().forEach((method, operation) -> {
                    if (operation instanceof JsonObject json && json.containsKey("operationId")) {
                        operations.put(
                                json.getString("operationId"),
                                new Operation(method.toUpperCase(Locale.ROOT), path, item.asJsonObject(), json));
                    }
                }));
        validator = OpenApiInteractionValidator.createForInlineApiSpecification(strict.toString())
                .build();
    }

    /** Of the document that the server itself gives. */
    static Contract of(Api api) {
        return new Contract(api, Api.json(api.get("/openapi?format=json").body()));
    }

    Call call(String operationId) {
        Operation operation = operations.get(operationId);
        if (operation == null) {
            throw new IllegalArgumentException("the document has no operation " + operationId);
        }
        return new Call(this, api, operationId, operation);
    }

    Map<String, Operation> operations() {
        return operations;
    }

    /** The ids of the operations that nobody has called so far and that asked for nothing impossible. */
    Set<String> neverCalled() {
        Set<String> rest = new TreeSet<>(operations.keySet());
        rest.removeAll(called);
        return rest;
    }

    /** @param request null for one that is meant not to fit */
    void check(String operationId, Operation operation, String path, Request request, HttpResponse<String> answer) {
        ValidationReport report = request == null ? ValidationReport.empty() : validator.validateRequest(request);
        report = report.merge(
                validator.validateResponse(path, Request.Method.valueOf(operation.method()), response(answer)));
        if (report.hasErrors()) {
            throw new AssertionError(operationId + ", answered with " + answer.statusCode() + " " + answer.body()
                    + ", differs from the document:\n"
                    + report.getMessages().stream()
                            .map(message -> message.getKey() + ": " + message.getMessage())
                            .collect(Collectors.joining("\n")));
        }
        called.add(operationId);
    }

    /** One that never ends by itself: its head is held to the document, and its first line is waited for. */
    void follow(String operationId) {
        Operation operation = operations.get(operationId);
        HttpResponse<InputStream> stream = api.open(operation.path());
        String type = stream.headers().firstValue("Content-Type").orElse("");
        boolean described = operation
                .json()
                .getJsonObject("responses")
                .getJsonObject("" + stream.statusCode())
                .getJsonObject("content")
                .containsKey(type.replaceFirst(";.*", ""));
        String first = firstLine(stream.body());
        if (!described || first == null) {
            throw new AssertionError(operationId + " answered " + stream.statusCode() + " " + type + ": " + first);
        }
        called.add(operationId);
    }

    private static String firstLine(InputStream body) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            return lines.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SimpleResponse response(HttpResponse<String> answer) {
        SimpleResponse.Builder response = SimpleResponse.Builder.status(answer.statusCode());
        answer.headers().map().forEach((name, values) -> response.withHeader(name, values.toArray(String[]::new)));
        if (!answer.body().isEmpty()) {
            response.withBody(answer.body());
        }
        return response.build();
    }

    /** The items of a list's answer. */
    static JsonArray items(HttpResponse<String> answer) {
        return Api.json(answer.body()).getJsonArray("items");
    }
}
