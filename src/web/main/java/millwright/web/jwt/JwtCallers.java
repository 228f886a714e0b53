package millwright.web.jwt;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.text.ParseException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import millwright.access.Caller;
import millwright.access.JwtConfig;
import millwright.web.problem.ProblemCode;
import millwright.web.problem.ProblemException;

/** Whose JSON Web Token this is (W80). Thread-safe. */
@ApplicationScoped
public class JwtCallers {

    private static final Logger LOG = Logger.getLogger(JwtCallers.class.getName());

    private static final int LONGEST = 16 * 1024;
    private static final String RETRY_AFTER_SECONDS = "10";

    /** Signatures by a private key alone: with a shared secret, whoever can check a token could make one. */
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    private JwtConfig config;
    private IssuerKeys keys;
    private ClaimsReader claims;

    /** For the container, which makes a subclass of it. */
    protected JwtCallers() {}

    @Inject
    public JwtCallers(JwtConfig config) {
        this.config = config;
        this.keys = new IssuerKeys(config);
        this.claims = new ClaimsReader(config);
    }

    /** Whether it is one by its form, and one is asked for at all. */
    public boolean mayBe(String token) {
        return config.issuer().isPresent()
                && token.length() <= LONGEST
                && token.chars().filter(c -> c == '.').count() == 2;
    }

    /**
     * Whose it is, or empty when it is nobody's.
     *
     * @throws ProblemException unavailable, when the issuer's keys cannot be had
     */
    public Optional<Caller> authenticate(String token) {
        try {
            JWTClaimsSet set = processor(keys.source()).process(token, null);
            Optional<Caller> caller = claims.caller(set.getClaims());
            if (caller.isEmpty()) {
                LOG.log(Level.FINE, "A JWT was refused: it names nobody with a role here");
            }
            return caller;
        } catch (IOException | JWKSetUnavailableException e) {
            LOG.log(Level.WARNING, "The keys of {0} cannot be had: {1}", new Object[] {
                config.issuer().orElse(null), e.getMessage()
            });
            throw new ProblemException(
                    ProblemCode.ISSUER_UNAVAILABLE,
                    "the issuer of this token does not answer",
                    HttpHeaders.RETRY_AFTER,
                    RETRY_AFTER_SECONDS);
        } catch (ParseException | BadJOSEException | JOSEException e) {
            LOG.log(Level.FINE, "A JWT was refused", e);
            return Optional.empty();
        }
    }

    private DefaultJWTProcessor<SecurityContext> processor(JWKSource<SecurityContext> source) {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        // RFC 9068, 2.1: access tokens say what they are; others may leave it out
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, source));
        // it asks these sets for null, which those of Set.of do not take
        DefaultJWTClaimsVerifier<SecurityContext> verifier = new DefaultJWTClaimsVerifier<>(
                new HashSet<>(Set.of(config.audience())),
                new JWTClaimsSet.Builder()
                        .issuer(config.issuer().orElseThrow().toString())
                        .build(),
                new HashSet<>(Set.of("exp")),
                new HashSet<>());
        verifier.setMaxClockSkew((int) config.clockSkew().toSeconds());
        processor.setJWTClaimsSetVerifier(verifier);
        return processor;
    }
}
