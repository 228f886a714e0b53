package millwright.server.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The keys there are: those of {@code config/server.properties}, which a test holds against the code. */
record KnownSettings(Set<String> keys) {
    /** Where the launcher's own keys begin; the rest is the option's name. */
    static final String LAUNCHER = "millwright.server.";

    private static final Pattern KEY = Pattern.compile("^#?(millwright\\.[a-z.-]+)=", Pattern.MULTILINE);

    static KnownSettings builtIn() {
        try (InputStream in = KnownSettings.class.getResourceAsStream("/config/server.properties")) {
            return of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static KnownSettings of(String file) {
        return new KnownSettings(KEY.matcher(file)
                .results()
                .map((MatchResult key) -> key.group(1))
                .collect(Collectors.toUnmodifiableSet()));
    }

    /** As MicroProfile Config reads them. */
    static String environmentVariable(String key) {
        return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
