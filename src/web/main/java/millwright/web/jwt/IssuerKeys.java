package millwright.web.jwt;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import millwright.access.JwtConfig;
import millwright.web.json.JsonDocument;

/** Where the issuer's keys come from (W81). Thread-safe. */
final class IssuerKeys {

    private static final int CONNECT_MILLIS = 2_000;
    private static final int READ_MILLIS = 3_000;
    private static final int LARGEST = 256 * 1024;
    private static final long KEPT_MILLIS = Duration.ofMinutes(5).toMillis();
    private static final long REFRESH_MILLIS = Duration.ofSeconds(10).toMillis();
    private static final long INTERVAL_MILLIS = Duration.ofSeconds(30).toMillis();
    private static final long NANOS_BETWEEN_TRIES = Duration.ofSeconds(5).toNanos();

    private final JwtConfig config;
    private final DefaultResourceRetriever retriever =
            new DefaultResourceRetriever(CONNECT_MILLIS, READ_MILLIS, LARGEST);

    private JWKSource<SecurityContext> source;
    private IOException lastFailure;
    private long failedAt;

    IssuerKeys(JwtConfig config) {
        this.config = config;
    }

    /**
     * The same each time, once the issuer has said where its keys are.
     *
     * @throws IOException when it cannot be asked, which is tried every 5 s at most
     */
    synchronized JWKSource<SecurityContext> source() throws IOException {
        if (source != null) {
            return source;
        }
        if (lastFailure != null && System.nanoTime() - failedAt < NANOS_BETWEEN_TRIES) {
            throw lastFailure;
        }
        try {
            source =
                    cached(config.jwksUrl().isPresent() ? config.jwksUrl().get().toURL() : discovered());
            return source;
        } catch (IOException e) {
            lastFailure = e;
            failedAt = System.nanoTime();
            throw e;
        }
    }

    private JWKSource<SecurityContext> cached(URL url) {
        return JWKSourceBuilder.create(url, retriever)
                .cache(KEPT_MILLIS, REFRESH_MILLIS)
                // it would have threads of its own
                .refreshAheadCache(false)
                .rateLimited(INTERVAL_MILLIS)
                .build();
    }

    /** OpenID Connect Discovery 1.0, 4. */
    private URL discovered() throws IOException {
        String issuer = config.issuer().orElseThrow().toString();
        URI address = URI.create(issuer.replaceFirst("/$", "") + "/.well-known/openid-configuration");
        String text = retriever.retrieveResource(address.toURL()).getContent();
        try (var reader = JsonDocument.provider().createReader(new StringReader(text))) {
            JsonObject document = reader.readObject();
            if (!issuer.equals(document.getString("issuer", null))) {
                throw new IOException("the document at " + address + " is of another issuer");
            }
            return URI.create(document.getString("jwks_uri")).toURL();
        } catch (JsonException | NullPointerException | ClassCastException | IllegalArgumentException e) {
            throw new IOException("the document at " + address + " names no jwks_uri", e);
        }
    }
}
