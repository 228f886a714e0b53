package millwright.system;

import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One call of an operation, by its name in the document. Not thread-safe. */
final class Call {

    private record Parameter(String name, String value) {}

    private final Contract contract;
    private final Api api;
    private final String operationId;
    private final Contract.Operation operation;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final List<Parameter> query = new ArrayList<>();
    private String path;
    private String body;
    private boolean fits = true;

    Call(Contract contract, Api api, String operationId, Contract.Operation operation) {
        this.contract = contract;
        this.api = api;
        this.operationId = operationId;
        this.operation = operation;
        this.path = operation.path();
    }

    Call path(String name, String value) {
        path = path.replace("{" + name + "}", encoded(value).replace("+", "%20"));
        return this;
    }

    Call query(String name, String value) {
        query.add(new Parameter(name, value));
        return this;
    }

    /** Null takes a header away that would be there, such as Authorization. */
    Call header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    Call body(String json) {
        body = json;
        return this;
    }

    /** The request is meant not to fit the document: the answer alone is held to it. */
    Call wrong() {
        fits = false;
        return this;
    }

    /** Sends it and holds both sides to the document. */
    HttpResponse<String> send() {
        HttpResponse<String> answer = api.send(request());
        contract.check(operationId, operation, path, fits ? asDocumented() : null, answer);
        return answer;
    }

    /** The same, and wants one of these statuses. */
    HttpResponse<String> expect(Integer... statuses) {
        HttpResponse<String> answer = send();
        if (!List.of(statuses).contains(answer.statusCode())) {
            throw new AssertionError(operationId + " answered " + answer.statusCode() + ", expected "
                    + List.of(statuses) + ": " + answer.body());
        }
        return answer;
    }

    private HttpRequest.Builder request() {
        String search = query.stream()
                .map(parameter -> encoded(parameter.name()) + "=" + encoded(parameter.value()))
                .collect(Collectors.joining("&"));
        HttpRequest.Builder request = api.plainRequest(path + (search.isEmpty() ? "" : "?" + search));
        allHeaders().forEach(request::setHeader);
        return request.method(
                operation.method(), body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    }

    private Map<String, String> allHeaders() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("Authorization", "Bearer " + api.token());
        if (body != null) {
            all.put("Content-Type", "application/json");
        }
        all.putAll(headers);
        all.values().removeIf(java.util.Objects::isNull);
        return all;
    }

    private Request asDocumented() {
        SimpleRequest.Builder request = new SimpleRequest.Builder(operation.method(), path);
        allHeaders().forEach(request::withHeader);
        query.stream()
                .collect(Collectors.groupingBy(
                        Parameter::name, Collectors.mapping(Parameter::value, Collectors.toList())))
                .forEach(request::withQueryParam);
        if (body != null) {
            request.withBody(body);
        }
        return request.build();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
