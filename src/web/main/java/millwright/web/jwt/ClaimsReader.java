package millwright.web.jwt;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import millwright.access.Caller;
import millwright.access.JwtConfig;
import millwright.access.Role;
import millwright.access.Scope;
import millwright.database.StorableText;

/** Reads from claims who calls (W82, W83). */
final class ClaimsReader {

    static final String PREFIX = "oidc:";

    private static final int LONGEST_NAME = 200;

    private final JwtConfig config;

    ClaimsReader(JwtConfig config) {
        this.config = config;
    }

    /** Empty when the claims make nobody known here. */
    Optional<Caller> caller(Map<String, Object> claims) {
        Optional<String> name = at(claims, config.nameClaim())
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .filter(text -> !text.isBlank() && text.length() <= LONGEST_NAME && StorableText.fits(text));
        Optional<Role> role = role(claims);
        Optional<Set<String>> queues = narrowed(claims, config.queuesClaim());
        Optional<Set<String>> definitions = narrowed(claims, config.definitionsClaim());
        if (name.isEmpty() || role.isEmpty() || queues.isEmpty() || definitions.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Caller(PREFIX + name.get(), role.get(), new Scope(queues.get(), definitions.get())));
    }

    private Optional<Role> role(Map<String, Object> claims) {
        Set<String> given =
                at(claims, config.roleClaim()).map(ClaimsReader::texts).orElse(Set.of());
        return Arrays.stream(Role.values())
                .filter(role -> given.contains(config.rolePrefix() + role.name().toLowerCase(Locale.ROOT)))
                .max(Comparator.naturalOrder());
    }

    /** Nothing to be narrowed by is all there is; an empty scope would mean the same, and is refused. */
    private static Optional<Set<String>> narrowed(Map<String, Object> claims, Optional<String> claim) {
        return claim.isEmpty()
                ? Optional.of(Set.of())
                : at(claims, claim.get()).map(ClaimsReader::texts).filter(names -> !names.isEmpty());
    }

    private static Optional<Object> at(Map<String, Object> claims, String path) {
        // a claim may have dots in its own name, such as a URL
        if (claims.containsKey(path)) {
            return Optional.ofNullable(claims.get(path));
        }
        Object found = claims;
        for (String step : path.split("\\.", -1)) {
            found = found instanceof Map<?, ?> object ? object.get(step) : null;
        }
        return Optional.ofNullable(found);
    }

    /** A list of texts, or one text with spaces between them, as OAuth's scope. */
    private static Set<String> texts(Object value) {
        Set<String> texts = new LinkedHashSet<>();
        if (value instanceof String text) {
            texts.addAll(Arrays.asList(text.strip().split("\\s+")));
        } else if (value instanceof Collection<?> list) {
            list.stream()
                    .filter(String.class::isInstance)
                    .map(String.class::cast)
                    .forEach(texts::add);
        }
        texts.removeIf(String::isBlank);
        return texts;
    }
}
