package millwright.web.openapi;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import millwright.web.openapi.OpenApiDocument.Form;

/** The document as the tests read it. */
final class Document {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head", "options");

    /** The whole of it. */
    static final JsonObject WHOLE = Json.createReader(
                    new StringReader(OpenApiDocument.read(Form.JSON).text()))
            .readObject();

    private Document() {}

    /**
     * One operation.
     *
     * @param path with its parameters' names
     * @param json what the document says of it
     */
    record Described(String method, String path, JsonObject json) {

        String id() {
            return json.getString("operationId");
        }

        /** The health checks are the platform's, beside the API. */
        boolean isApi() {
            return !path.startsWith("/health");
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    static List<Described> operations() {
        JsonObject paths = WHOLE.getJsonObject("paths");
        return paths.keySet().stream()
                .flatMap(path -> operations(path, paths.getJsonObject(path)))
                .toList();
    }

    private static Stream<Described> operations(String path, JsonObject item) {
        return item.keySet().stream()
                .filter(METHODS::contains)
                .map(method ->
                        new Described(method.toUpperCase(java.util.Locale.ROOT), path, item.getJsonObject(method)));
    }
}
