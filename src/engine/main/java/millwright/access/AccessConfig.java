package millwright.access;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import millwright.config.Key;
import millwright.config.Settings;

/**
 * Where the first administrator's token is left.
 *
 * @param tokenFile written at the first start, readable by its owner alone; empty to print the token only
 */
public record AccessConfig(Optional<Path> tokenFile) {

    private static final Key TOKEN_FILE = new Key(
            "millwright.access.token-file",
            "",
            "Where the first start writes the administrator's token, readable by the owner alone");

    public static final List<Key> KEYS = List.of(TOKEN_FILE);

    public static AccessConfig from(Settings settings) {
        String file = settings.text(TOKEN_FILE);
        return new AccessConfig(file.isEmpty() ? Optional.empty() : Optional.of(Path.of(file)));
    }
}
