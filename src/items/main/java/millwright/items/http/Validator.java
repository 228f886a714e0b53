package millwright.items.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * By what a server tells whether a file is still the one of which a part is here (RFC 9110, 8.8): a strong entity tag, or
 * else the date of its last change.
 *
 * @param url of the file
 * @param value for If-Range
 */
record Validator(URI url, String value) {

    private static final String WEAK = "W/";

    static Optional<Validator> of(URI url, HttpHeaders headers) {
        return headers.firstValue("ETag")
                .filter(tag -> !tag.startsWith(WEAK))
                .or(() -> headers.firstValue("Last-Modified"))
                .filter(value -> value.lines().count() == 1)
                .map(value -> new Validator(url, value));
    }

    /** What was kept for a part of {@code url}; empty when there is none, or of another. */
    static Optional<Validator> kept(Path file, URI url) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        return lines.size() == 2 && lines.get(0).equals(url.toString())
                ? Optional.of(new Validator(url, lines.get(1)))
                : Optional.empty();
    }

    void keep(Path file) throws IOException {
        Files.writeString(file, url + "\n" + value + "\n");
    }
}
