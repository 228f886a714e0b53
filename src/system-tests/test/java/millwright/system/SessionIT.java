package millwright.system;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The sessions and files of the console over plain HTTP, without a browser. */
@ExtendWith(ConsoleServer.Shared.class)
class SessionIT {

    private static final String OWN = "same-origin";

    private final Api api;

    SessionIT(ConsoleServer server) {
        this.api = server.api();
    }

    @Test
    void theCookieIsOutOfReachOfScriptsAndOtherSites() {
        String cookie = signIn(request("/session", OWN))
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow();
        for (String attribute : List.of("HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=")) {
            assertTrue(cookie.contains(attribute), cookie);
        }
        assertTrue(!cookie.contains("Secure"), "it must work over http on this machine: " + cookie);
    }

    @Test
    void theCookieIsSecureBehindAProxyThatSpeaksHttps() {
        String cookie = signIn(request("/session", OWN).header("X-Forwarded-Proto", "https"))
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow();
        assertTrue(cookie.contains("Secure"), cookie);
    }

    @Test
    void theCookieStandsForTheToken() {
        SignedIn cookie = signedIn();
        assertEquals(
                200,
                send(request("/jobs", null).header("Cookie", cookie.cookie()).GET())
                        .statusCode());
        assertEquals(
                "admin",
                Api.json(send(request("/session", null).header("Cookie", cookie.cookie()))
                                .body())
                        .getString("name"));
        assertEquals(201, submit(cookie, OWN, cookie.csrfToken()).statusCode());
        assertEquals("admin", Api.json(api.get("/session").body()).getString("name"), "a token is somebody too");
    }

    @Test
    void nothingIsChangedByCookieFromAnotherPage() {
        SignedIn cookie = signedIn();
        String known = cookie.csrfToken();
        assertEquals(403, submit(cookie, "cross-site", known).statusCode());
        assertEquals(403, submit(cookie, "same-site", known).statusCode());
        assertEquals(403, submit(cookie, null, known).statusCode());
        assertEquals(
                403,
                send(request("/session", "cross-site")
                                .header("Cookie", cookie.cookie())
                                .header("X-CSRF-Token", known)
                                .DELETE())
                        .statusCode());
    }

    @Test
    void nothingIsChangedByAPageThatDoesNotKnowTheSessionsToken() {
        SignedIn cookie = signedIn();
        for (String unknown : new String[] {null, "x", signedIn().csrfToken()}) {
            HttpResponse<String> refused = submit(cookie, OWN, unknown);
            assertEquals(403, refused.statusCode(), refused::body);
            assertEquals(
                    "/problems/csrf-token-refused", Api.json(refused.body()).getString("type"));
        }
        assertEquals(
                cookie.csrfToken(),
                Api.json(send(request("/session", null).header("Cookie", cookie.cookie()))
                                .body())
                        .getString("csrf_token"),
                "a page that was loaded anew learns it again");
    }

    @Test
    void aWrongTokenIsAnsweredAlikeWhateverIsWrongWithIt() {
        List<String> answers = List.of("mw_wrong", "x", api.token() + "x", "x".repeat(900)).stream()
                .map(token ->
                        send(request("/session", OWN).POST(BodyPublishers.ofString("{\"token\":\"" + token + "\"}"))))
                .map(response -> response.statusCode() + " " + response.body()
                        + response.headers().firstValue("Set-Cookie"))
                .distinct()
                .toList();
        assertEquals(1, answers.size(), answers::toString);
        assertTrue(answers.get(0).startsWith("401 "), answers::toString);
    }

    @Test
    void aGoodCookieDoesNotSaveAWrongToken() {
        assertEquals(
                401,
                send(request("/jobs", null)
                                .header("Cookie", signedIn().cookie())
                                .header("Authorization", "Bearer mw_wrong"))
                        .statusCode());
    }

    @Test
    void signingOutEndsTheSessionInTheServer() {
        SignedIn signedIn = signedIn();
        String cookie = signedIn.cookie();
        HttpResponse<String> left = send(request("/session", OWN)
                .header("Cookie", cookie)
                .header("X-CSRF-Token", signedIn.csrfToken())
                .DELETE());
        assertEquals(204, left.statusCode());
        assertTrue(left.headers().firstValue("Set-Cookie").orElseThrow().contains("Max-Age=0"));
        assertEquals(401, send(request("/jobs", null).header("Cookie", cookie)).statusCode());
        assertTrue(Api.json(
                        send(request("/session", null).header("Cookie", cookie)).body())
                .isNull("name"));
    }

    @Test
    void nothingButSigningInIsOpen() {
        assertAll(List.of("/session/", "/session/x", "/sessions", "/session;a=b", "/jobs", "/nothing").stream()
                .map(path -> () -> assertEquals(401, send(request(path, OWN)).statusCode(), path)));
    }

    @Test
    void thePageHasAStrictPolicyAndHoldsNoCode() {
        HttpResponse<String> page = file("/console/");
        String policy = page.headers().firstValue("Content-Security-Policy").orElseThrow();
        assertTrue(policy.startsWith("default-src 'none'; script-src 'self'; style-src 'self';"), policy);
        assertTrue(!policy.contains("unsafe"), policy);
        assertEquals(
                "nosniff", page.headers().firstValue("X-Content-Type-Options").orElseThrow());
        assertEquals("no-referrer", page.headers().firstValue("Referrer-Policy").orElseThrow());
        assertEquals("no-store", page.headers().firstValue("Cache-Control").orElseThrow());
        assertTrue(page.body().contains("<script type=\"module\" src=\"app.js\"></script>"), page::body);
        assertTrue(!page.body().contains("=\"/") && !page.body().contains("://"), "an address is not relative");

        String library = page.body().replaceFirst("(?s).*\"(lib/bootstrap-[^\"]+)\".*", "$1");
        HttpResponse<String> sheet = file("/console/" + library);
        assertEquals(200, sheet.statusCode(), library);
        assertTrue(sheet.headers().firstValue("Cache-Control").orElseThrow().contains("immutable"));
    }

    @Test
    void theAddressWithoutItsSlashLeadsToThePage() {
        HttpResponse<String> moved = file("/console");
        assertTrue(moved.statusCode() == 301 || moved.statusCode() == 302, () -> "" + moved.statusCode());
        URI target = moved.uri().resolve(moved.headers().firstValue("Location").orElseThrow());
        assertEquals("/console/", target.getPath());
    }

    private HttpResponse<String> file(String path) {
        return api.send(HttpRequest.newBuilder(URI.create(api.address(path))));
    }

    private record SignedIn(String cookie, String csrfToken) {}

    private HttpResponse<String> submit(SignedIn by, String site, String csrfToken) {
        HttpRequest.Builder request = bare("/jobs", site).header("Cookie", by.cookie());
        return send((csrfToken == null ? request : request.header("X-CSRF-Token", csrfToken))
                .POST(BodyPublishers.ofString("{\"definition\":\"operational-risk-capital\"}")));
    }

    private SignedIn signedIn() {
        HttpResponse<String> answer = signIn(request("/session", OWN));
        return new SignedIn(
                answer.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", ""),
                Api.json(answer.body()).getString("csrf_token"));
    }

    private HttpResponse<String> signIn(HttpRequest.Builder request) {
        HttpResponse<String> response =
                send(request.POST(BodyPublishers.ofString("{\"token\":\"" + api.token() + "\"}")));
        assertEquals(200, response.statusCode(), response::body);
        assertTrue(!response.body().contains(api.token()), response::body);
        return response;
    }

    /** As the console asks, from a page that the browser says is of this site; null when it says nothing. */
    private HttpRequest.Builder request(String path, String site) {
        return bare(path, site).header("Millwright-Console", "1");
    }

    private HttpRequest.Builder bare(String path, String site) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(api.address("/api/v1" + path)))
                .header("Content-Type", "application/json");
        return site == null ? request : request.header("Sec-Fetch-Site", site);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        return api.send(request);
    }
}
