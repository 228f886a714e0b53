package millwright.items.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import millwright.items.property.Property;
import millwright.retry.ErrorCategory;
import millwright.retry.JobException;

/**
 * One GET with its redirects. They are followed here and not by the client, which would give the headers with which a job
 * proves who it is to whatever host it is sent to.
 */
final class Exchange {

    /** Which redirects are followed. */
    enum Redirects {
        NEVER,
        /** All but those from https to http. */
        SAFE,
        ALWAYS
    }

    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final Set<String> FOR_ONE_HOST = Set.of("authorization", "cookie", "proxy-authorization");
    private static final int MOST = 10;

    private final HttpClient client;
    private final Map<String, String> headers;
    private final Redirects redirects;
    private final Duration answersWithin;

    Exchange(HttpClient client, Map<String, String> headers, Redirects redirects, Duration answersWithin) {
        this.client = client;
        this.headers = headers;
        this.redirects = redirects;
        this.answersWithin = answersWithin;
    }

    HttpResponse<InputStream> get(URI url, Map<String, String> more) throws IOException, InterruptedException {
        URI current = url;
        for (int followed = 0; followed <= MOST; followed++) {
            HttpResponse<InputStream> answer =
                    client.send(request(current, isSameHost(url, current), more), BodyHandlers.ofInputStream());
            if (redirects == Redirects.NEVER || !REDIRECTS.contains(answer.statusCode())) {
                return answer;
            }
            answer.body().close();
            current = next(current, answer);
        }
        throw new JobException(
                "API_ERROR",
                ErrorCategory.PERMANENT,
                url + " redirects more than " + MOST + " times, last to " + current);
    }

    private URI next(URI from, HttpResponse<?> answer) {
        URI to = from.resolve(answer.headers().firstValue("Location").orElse(""));
        boolean isWeb = isWeb(to);
        boolean isUnsafe = "https".equalsIgnoreCase(from.getScheme()) && !"https".equalsIgnoreCase(to.getScheme());
        if (!isWeb || (redirects == Redirects.SAFE && isUnsafe)) {
            throw new JobException(
                    "API_ERROR",
                    ErrorCategory.PERMANENT,
                    from + " redirects to " + to + ", expected "
                            + (isWeb ? "https as well: property 'redirects' is safe" : "http or https"));
        }
        return to;
    }

    static boolean isWeb(URI url) {
        return url.getHost() != null
                && ("http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme()));
    }

    private static boolean isSameHost(URI one, URI other) {
        return one.getScheme().equalsIgnoreCase(other.getScheme())
                && one.getHost().equalsIgnoreCase(other.getHost())
                && one.getPort() == other.getPort();
    }

    private HttpRequest request(URI url, boolean sameHost, Map<String, String> more) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url).timeout(answersWithin);
        try {
            headers.forEach((name, value) -> {
                if (sameHost || !FOR_ONE_HOST.contains(name.toLowerCase(Locale.ROOT))) {
                    request.header(name, value);
                }
            });
        } catch (IllegalArgumentException e) {
            // its value may be a secret
            throw Property.wrong("a property 'header.<name>' is no header: " + e.getMessage(), e);
        }
        more.forEach(request::header);
        return request.build();
    }
}
