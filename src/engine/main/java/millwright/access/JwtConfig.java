package millwright.access;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import millwright.config.Key;
import millwright.config.SettingException;
import millwright.config.Settings;

/**
 * Whose JSON Web Tokens are accepted in place of tokens of our own, and what is read from them.
 *
 * @param issuer as it stands in the tokens; empty when none are accepted
 * @param audience what must be among a token's audiences
 * @param jwksUrl where the issuer's keys are; empty to ask its discovery document
 * @param clockSkew by how much its clock may differ from ours
 * @param nameClaim whose value is the caller's name, after {@code oidc:}
 * @param roleClaim a text or a list of them; dots lead into objects
 * @param rolePrefix what stands before a role's name there
 * @param queuesClaim to which queues the caller is narrowed; empty for none
 * @param definitionsClaim likewise
 */
public record JwtConfig(
        Optional<URI> issuer,
        String audience,
        Optional<URI> jwksUrl,
        Duration clockSkew,
        String nameClaim,
        String roleClaim,
        String rolePrefix,
        Optional<String> queuesClaim,
        Optional<String> definitionsClaim) {

    private static final Duration MOST_SKEW = Duration.ofMinutes(5);
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private static final Key ISSUER = new Key(
            "millwright.jwt.issuer",
            "",
            "OIDC issuer, exactly as its tokens name it, whose JWTs are accepted as bearer tokens; empty for none");

    private static final Key AUDIENCE =
            new Key("millwright.jwt.audience", "", "What a JWT must be meant for, among others; needed with an issuer");

    private static final Key JWKS_URL = new Key(
            "millwright.jwt.jwks-url",
            "",
            "Where the issuer's keys are, if its `/.well-known/openid-configuration` is not to be asked");

    private static final Key CLOCK_SKEW = new Key(
            "millwright.jwt.clock-skew", "PT30S", "By how much the issuer's clock may differ from ours, at most PT5M");

    private static final Key NAME_CLAIM = new Key(
            "millwright.jwt.name-claim",
            "sub",
            "The claim that names the caller; it is called by that with `oidc:` before it");

    private static final Key ROLE_CLAIM = new Key(
            "millwright.jwt.role-claim",
            "roles",
            "The claim with the caller's roles, a text or a list; dots lead into objects, as in `realm_access.roles`");

    private static final Key ROLE_PREFIX = new Key(
            "millwright.jwt.role-prefix",
            "millwright-",
            "What stands before `viewer`, `submitter`, `operator` and `admin` there; the last of these counts");

    private static final Key QUEUES_CLAIM = new Key(
            "millwright.jwt.queues-claim",
            "",
            "The claim with the queues that the caller is narrowed to; a token without it is then refused");

    private static final Key DEFINITIONS_CLAIM = new Key(
            "millwright.jwt.definitions-claim",
            "",
            "The claim with the definitions that the caller is narrowed to; a token without it is then refused");

    public static final List<Key> KEYS = List.of(
            ISSUER,
            AUDIENCE,
            JWKS_URL,
            CLOCK_SKEW,
            NAME_CLAIM,
            ROLE_CLAIM,
            ROLE_PREFIX,
            QUEUES_CLAIM,
            DEFINITIONS_CLAIM);

    public static JwtConfig from(Settings settings) {
        JwtConfig config = new JwtConfig(
                url(settings, ISSUER),
                settings.text(AUDIENCE),
                url(settings, JWKS_URL),
                settings.duration(CLOCK_SKEW),
                settings.text(NAME_CLAIM),
                settings.text(ROLE_CLAIM),
                settings.text(ROLE_PREFIX),
                optional(settings, QUEUES_CLAIM),
                optional(settings, DEFINITIONS_CLAIM));
        if (config.issuer.isPresent() && config.audience.isEmpty()) {
            throw new SettingException(AUDIENCE.name() + " is missing: without it, a token that " + config.issuer.get()
                    + " has made for anybody else would be accepted");
        }
        if (config.clockSkew.compareTo(MOST_SKEW) > 0) {
            throw new SettingException(
                    CLOCK_SKEW.name() + " is '" + config.clockSkew + "', expected at most " + MOST_SKEW);
        }
        return config;
    }

    private static Optional<String> optional(Settings settings, Key key) {
        return Optional.of(settings.text(key)).filter(text -> !text.isEmpty());
    }

    // whoever can change what comes over plain http can be anybody
    private static Optional<URI> url(Settings settings, Key key) {
        return optional(settings, key).map(text -> {
            try {
                URI url = URI.create(text);
                boolean plainHere =
                        "http".equals(url.getScheme()) && THIS_MACHINE.contains(String.valueOf(url.getHost()));
                if (plainHere || ("https".equals(url.getScheme()) && url.getHost() != null)) {
                    return url;
                }
            } catch (IllegalArgumentException e) {
                // said below, the same as another scheme
            }
            throw new SettingException(key.name() + " is '" + text + "', expected a URL that begins with https://");
        });
    }
}
