package millwright.web.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The document in one of its two forms.
 *
 * @param text as it lies in the jar
 * @param server how the API's address stands in it
 */
record OpenApiDocument(String text, String server) {

    /** Where the API is unless an application has a context path. */
    private static final String USUAL = "/api/v1";

    /** The forms, the one for people first. */
    enum Form {
        YAML("application/yaml", "url: %s\n"),
        JSON("application/json", "\"url\":\"%s\"");

        private final String mediaType;
        private final String server;

        Form(String mediaType, String server) {
            this.mediaType = mediaType;
            this.server = server;
        }

        String mediaType() {
            return mediaType;
        }

        static Optional<Form> named(String name) {
            return switch (name) {
                case "yaml" -> Optional.of(YAML);
                case "json" -> Optional.of(JSON);
                default -> Optional.empty();
            };
        }
    }

    static OpenApiDocument read(Form form) {
        String name = form == Form.YAML ? "openapi.yaml" : "openapi.json";
        try (InputStream file = OpenApiDocument.class.getResourceAsStream(name)) {
            return new OpenApiDocument(new String(file.readAllBytes(), StandardCharsets.UTF_8), form.server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param path under which this application has the API, such as {@code /careers/api/v1} */
    byte[] at(String path) {
        return text.replace(server.formatted(USUAL), server.formatted(path)).getBytes(StandardCharsets.UTF_8);
    }
}
