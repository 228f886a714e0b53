package millwright.web.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import millwright.access.Caller;
import millwright.access.JwtConfig;
import millwright.access.Role;
import millwright.config.Settings;
import millwright.web.problem.ProblemException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Holds W80 and W81. */
class JwtCallersTest {

    private static final Caller ADA = new Caller("oidc:ada", Role.OPERATOR);

    private RSAKey key;
    private ECKey otherKind;
    private Issuer issuer;
    private JwtCallers callers;

    @BeforeEach
    void start() throws Exception {
        key = Issuer.rsa("one");
        otherKind = Issuer.ec("two");
        issuer = new Issuer(key.toPublicJWK(), otherKind.toPublicJWK());
        callers = callers(Map.of());
    }

    @AfterEach
    void stop() {
        issuer.close();
    }

    private JwtCallers callers(Map<String, String> more) {
        Map<String, String> settings = new java.util.HashMap<>(
                Map.of("millwright.jwt.issuer", issuer.url(), "millwright.jwt.audience", Issuer.AUDIENCE));
        settings.putAll(more);
        return new JwtCallers(JwtConfig.from(new Settings(name -> Optional.ofNullable(settings.get(name)))));
    }

    @Test
    void aTokenOfTheIssuersIsItsSubject() throws Exception {
        JWTClaimsSet claims = issuer.claims().build();
        for (JWSAlgorithm algorithm : List.of(JWSAlgorithm.RS256, JWSAlgorithm.RS512, JWSAlgorithm.PS256)) {
            assertEquals(Optional.of(ADA), callers.authenticate(Issuer.signed(key, algorithm, claims)));
        }
        assertEquals(Optional.of(ADA), callers.authenticate(Issuer.signed(otherKind, claims)));
    }

    @Test
    void itsKeysAreFoundWithoutDiscoveryToo() throws Exception {
        JwtCallers direct = callers(Map.of("millwright.jwt.jwks-url", issuer.url() + "/keys"));
        assertEquals(Optional.of(ADA), direct.authenticate(signed(issuer.claims())));
    }

    @Test
    void whoeverItIsNotMeantForOrFromIsNobody() throws Exception {
        refused(signed(issuer.claims().audience("another")));
        refused(signed(issuer.claims().audience((String) null)));
        refused(signed(issuer.claims().issuer("https://evil.example")));
        refused(signed(issuer.claims().issuer(issuer.url() + "/")));
        refused(signed(issuer.claims().issuer(null)));
        refused(signed(issuer.claims().subject(null)));
        refused(signed(issuer.claims().claim("roles", List.of("admin", "millwright-ADMIN"))));
        refused(signed(issuer.claims().claim("roles", null)));
    }

    @Test
    void itsTimeIsHeldGiveOrTakeTheSkew() throws Exception {
        assertEquals(
                Optional.of(ADA), callers.authenticate(signed(issuer.claims().expirationTime(in(-10)))));
        assertEquals(
                Optional.of(ADA), callers.authenticate(signed(issuer.claims().notBeforeTime(in(10)))));
        refused(signed(issuer.claims().expirationTime(in(-40))));
        refused(signed(issuer.claims().notBeforeTime(in(40))));
        refused(signed(issuer.claims().expirationTime(null)));
    }

    private static Date in(int seconds) {
        return Date.from(Instant.now().plusSeconds(seconds));
    }

    @Test
    void noTokenCountsWithoutASignatureOfTheIssuers() throws Exception {
        JWTClaimsSet claims = issuer.claims().build();
        refused(new PlainJWT(claims).serialize());
        String good = signed(issuer.claims());
        String header = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\",\"kid\":\"one\"}".getBytes(StandardCharsets.UTF_8));
        String body = good.split("\\.", -1)[1];
        refused(header + "." + body + ".");
        refused(header + "." + body + "." + good.split("\\.", -1)[2]);
        refused(good.substring(0, good.length() - 6) + "AAAAAA");
        RSAKey impostor = Issuer.rsa("one");
        refused(Issuer.signed(impostor, JWSAlgorithm.RS256, claims));
        for (String nonsense : List.of("..", "a.b.c", "é.é.é", good + ".x", "x".repeat(20_000))) {
            assertTrue(
                    !callers.mayBe(nonsense) || callers.authenticate(nonsense).isEmpty(), nonsense);
        }
    }

    @Test
    void aPublicKeyIsNoSharedSecret() throws Exception {
        // the classic confusion: HMAC with the public key, which everybody has, as its secret
        for (byte[] secret : List.of(
                key.toRSAPublicKey().getEncoded(),
                key.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8))) {
            refused(Issuer.signed(
                    new MACSigner(secret),
                    new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("one").build(),
                    issuer.claims().build()));
        }
    }

    @Test
    void aKeyThatTheTokenBringsAlongIsNotBelieved() throws Exception {
        RSAKey own = Issuer.rsa("mine");
        refused(Issuer.signed(
                new RSASSASigner(own),
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .jwk(own.toPublicJWK())
                        .jwkURL(java.net.URI.create(issuer.url() + "/evil"))
                        .build(),
                issuer.claims().build()));
    }

    @Test
    void keysAreKeptAndANewOneIsAskedForAtOnce() throws Exception {
        for (int i = 0; i < 20; i++) {
            callers.authenticate(signed(issuer.claims()));
        }
        assertEquals(1, issuer.keyRequests());
        RSAKey next = Issuer.rsa("next");
        issuer.publish(next.toPublicJWK());
        String token = Issuer.signed(next, JWSAlgorithm.RS256, issuer.claims().build());
        assertEquals(Optional.of(ADA), callers.authenticate(token));
        assertEquals(2, issuer.keyRequests());
        refused(signed(issuer.claims()));
    }

    @Test
    void manyUnknownKeysCostTheIssuerLittle() throws Exception {
        callers.authenticate(signed(issuer.claims()));
        RSAKey unknown = Issuer.rsa("x");
        for (int i = 0; i < 50; i++) {
            RSAKey named = new RSAKey.Builder(unknown).keyID("unknown" + i).build();
            refused(Issuer.signed(named, JWSAlgorithm.RS256, issuer.claims().build()));
        }
        assertTrue(issuer.keyRequests() <= 3, () -> issuer.keyRequests() + " requests");
        assertEquals(Optional.of(ADA), callers.authenticate(signed(issuer.claims())), "the known key goes on");
    }

    @Test
    void anIssuerThatDoesNotAnswerIsSaidToBeAway() throws Exception {
        issuer.available(false);
        assertThrows(ProblemException.class, () -> callers.authenticate(signed(issuer.claims())));
    }

    @Test
    void withoutAnIssuerNothingIsOne() throws IOException {
        JwtCallers none = new JwtCallers(JwtConfig.from(new Settings(name -> Optional.empty())));
        assertEquals(false, none.mayBe("a.b.c"));
    }

    private String signed(JWTClaimsSet.Builder claims) throws Exception {
        return Issuer.signed(key, JWSAlgorithm.RS256, claims.build());
    }

    private void refused(String token) {
        assertEquals(Optional.empty(), callers.authenticate(token), token);
    }
}
