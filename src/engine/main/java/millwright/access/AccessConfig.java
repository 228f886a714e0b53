package millwright.access;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import millwright.config.Key;
import millwright.config.Settings;

/**
 * Where the first administrator's token is left, how long a sign-in holds, and how much a caller may ask for.
 *
 * @param tokenFile written at the first start, readable by its owner alone; empty to print the token only
 * @param sessionLifetime from sign-in to the end of a console session, however much it is used
 * @param rateLimit requests a minute, of each caller on each node; 0 for any number
 * @param addressHeader in which a proxy in front says who has connected to it; empty when there is none
 */
public record AccessConfig(
        Optional<Path> tokenFile, Duration sessionLifetime, int rateLimit, Optional<String> addressHeader) {

    private static final int HIGHEST_RATE = 10_000_000;

    private static final Key TOKEN_FILE = new Key(
            "millwright.access.token-file",
            "",
            "Where the first start writes the administrator's token, readable by the owner alone");

    private static final Key SESSION_LIFETIME =
            new Key("millwright.access.session-lifetime", "PT12H", "How long a sign-in to the console holds");

    private static final Key RATE_LIMIT = new Key(
            "millwright.access.rate-limit",
            "0",
            "How many requests a minute each caller may make on each node; 0 for any number");

    private static final Key ADDRESS_HEADER = new Key(
            "millwright.access.address-header",
            "",
            "The header in which a proxy in front says who has connected to it, such as `X-Forwarded-For`, of which the"
                    + " last address counts; to be set only where every request comes through that proxy");

    public static final List<Key> KEYS = List.of(TOKEN_FILE, SESSION_LIFETIME, RATE_LIMIT, ADDRESS_HEADER);

    /** With any number of requests, and no proxy in front. */
    public AccessConfig(Optional<Path> tokenFile, Duration sessionLifetime) {
        this(tokenFile, sessionLifetime, 0, Optional.empty());
    }

    public static AccessConfig from(Settings settings) {
        return new AccessConfig(
                optional(settings, TOKEN_FILE).map(Path::of),
                settings.duration(SESSION_LIFETIME),
                settings.integer(RATE_LIMIT, 0, HIGHEST_RATE),
                optional(settings, ADDRESS_HEADER));
    }

    private static Optional<String> optional(Settings settings, Key key) {
        return Optional.of(settings.text(key)).filter(text -> !text.isEmpty());
    }
}
