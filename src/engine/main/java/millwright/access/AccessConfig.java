package millwright.access;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import millwright.config.Key;
import millwright.config.Settings;

/**
 * Where the first administrator's token is left, and how long a sign-in holds.
 *
 * @param tokenFile written at the first start, readable by its owner alone; empty to print the token only
 * @param sessionLifetime from sign-in to the end of a console session, however much it is used
 */
public record AccessConfig(Optional<Path> tokenFile, Duration sessionLifetime) {

    private static final Key TOKEN_FILE = new Key(
            "millwright.access.token-file",
            "",
            "Where the first start writes the administrator's token, readable by the owner alone");

    private static final Key SESSION_LIFETIME =
            new Key("millwright.access.session-lifetime", "PT12H", "How long a sign-in to the console holds");

    public static final List<Key> KEYS = List.of(TOKEN_FILE, SESSION_LIFETIME);

    public static AccessConfig from(Settings settings) {
        String file = settings.text(TOKEN_FILE);
        return new AccessConfig(
                file.isEmpty() ? Optional.empty() : Optional.of(Path.of(file)), settings.duration(SESSION_LIFETIME));
    }
}
