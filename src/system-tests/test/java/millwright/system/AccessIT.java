package millwright.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tokens, users, JWTs, the audit and the limits of the packaged server. */
@ExtendWith(AccessServer.Shared.class)
class AccessIT {

    private static final String PASSWORD = "correct horse battery";

    private final AccessServer server;
    private final Api api;

    AccessIT(AccessServer server) {
        this.server = server;
        this.api = server.api();
    }

    @Test
    void aTokenIsShownOnceAndHoldsUntilItIsRevoked() {
        JsonObject made = token("VIEWER");
        String secret = made.getString("token");
        String path = "/tokens/" + made.getString("id");
        assertEquals(200, as(secret, "/jobs").statusCode());
        HttpResponse<String> shown = api.get(path);
        assertFalse(shown.body().contains(secret), shown::body);
        assertFalse(Api.json(shown.body()).isNull("last_used_at"), shown::body);
        assertFalse(api.get("/tokens?limit=500").body().contains(secret));
        assertFalse(Api.json(api.delete(path).body()).isNull("revoked_at"));
        assertEquals(401, as(secret, "/jobs").statusCode());
    }

    @Test
    void aTokensNameIsTakenAndWhatDoesNotFitIsNamed() {
        String name = token("VIEWER").getString("name");
        HttpResponse<String> again = api.post("/tokens", "{\"name\":\"" + name + "\",\"role\":\"VIEWER\"}");
        assertEquals(409, again.statusCode(), again::body);
        assertEquals("/problems/name-taken", Api.json(again.body()).getString("type"));
        HttpResponse<String> unfit = api.post("/tokens", "{\"name\":\"a b\",\"role\":\"VIEWER\"}");
        assertEquals(422, unfit.statusCode(), unfit::body);
        assertTrue(unfit.body().contains("\"/name\""), unfit::body);
    }

    @Test
    void theLastAdministratorCannotBeTakenAway() {
        String id = Api.json(api.get("/tokens?limit=500").body()).getJsonArray("items").stream()
                .map(item -> item.asJsonObject())
                .filter(item -> item.getString("name").equals("admin"))
                .map(item -> item.getString("id"))
                .findFirst()
                .orElseThrow();
        HttpResponse<String> refused = api.delete("/tokens/" + id);
        assertEquals(409, refused.statusCode(), refused::body);
        assertEquals(200, api.get("/jobs").statusCode());
    }

    @Test
    void aUserSignsInAndChangesThePasswordAndIsDisabled() {
        String name = user("SUBMITTER");
        SignedIn session = signIn(name, PASSWORD);
        assertEquals(200, by(session, "GET", "/jobs", null).statusCode());
        String job = "{\"definition\":\"operational-risk-capital\"}";
        assertEquals(201, by(session, "POST", "/jobs", job).statusCode());
        assertEquals(403, by(session, "GET", "/users", null).statusCode());
        String change = "{\"current_password\":\"" + PASSWORD + "\",\"new_password\":\"staple with a battery\"}";
        HttpResponse<String> changed = by(session, "POST", "/session/password", change);
        assertEquals(204, changed.statusCode(), changed::body);
        assertEquals(401, trySignIn(name, PASSWORD).statusCode());
        SignedIn next = signIn(name, "staple with a battery");
        HttpResponse<String> disabled = send("PATCH", "/users/" + name, "{\"enabled\":false}");
        assertEquals(200, disabled.statusCode(), disabled::body);
        JsonObject entry = Api.json(api.get("/audit?action=users.change&target=/users/" + name)
                        .body())
                .getJsonArray("items")
                .getJsonObject(0);
        assertTrue(entry.getJsonObject("before").getBoolean("enabled"), entry::toString);
        assertFalse(entry.getJsonObject("after").getBoolean("enabled"), entry::toString);
        assertFalse(disabled.body().contains("argon2"), disabled::body);
        assertEquals(401, by(next, "GET", "/jobs", null).statusCode());
        assertEquals(401, trySignIn(name, "staple with a battery").statusCode());
    }

    @Test
    void guessingAPasswordIsStopped() {
        String name = user("VIEWER");
        for (int i = 0; i < 10; i++) {
            assertEquals(401, trySignIn(name, "not the password").statusCode());
        }
        HttpResponse<String> stopped = trySignIn(name, PASSWORD);
        assertEquals(429, stopped.statusCode(), stopped::body);
        assertTrue(Long.parseLong(stopped.headers().firstValue("Retry-After").orElseThrow()) >= 1);
    }

    @Test
    void whatAnAdministratorDoesIsOnRecordWithoutSecrets() {
        JsonObject made = token("OPERATOR");
        String path = "/tokens/" + made.getString("id");
        api.delete(path);
        List<JsonObject> entries = Api.json(api.get("/audit?target=" + path).body()).getJsonArray("items").stream()
                .map(item -> item.asJsonObject())
                .toList();
        assertEquals(
                List.of("tokens.revoke", "tokens.create"),
                entries.stream().map(entry -> entry.getString("action")).toList());
        JsonObject revoked = entries.get(0);
        assertEquals("admin", revoked.getString("actor"));
        assertEquals("ADMIN", revoked.getString("role"));
        assertEquals("127.0.0.1", revoked.getString("address"));
        assertTrue(revoked.getJsonObject("before").isNull("revoked_at"), revoked::toString);
        assertFalse(revoked.getJsonObject("after").isNull("revoked_at"), revoked::toString);
        String name = user("VIEWER");
        JsonObject created = Api.json(api.get("/audit?target=/users/" + name).body())
                .getJsonArray("items")
                .getJsonObject(0);
        assertEquals("VIEWER", created.getJsonObject("after").getString("role"));
        signIn(name, PASSWORD);
        String signIns = api.get("/audit?action=session.sign-in&actor=" + name).body();
        assertEquals(1, Api.json(signIns).getJsonArray("items").size(), signIns);
        for (String format : List.of("csv", "jsonl")) {
            HttpResponse<String> export = api.get("/audit/export?format=" + format);
            assertEquals(200, export.statusCode(), export::body);
            assertTrue(export.body().contains(made.getString("id")), "an entry is missing");
            assertFalse(export.body().contains(made.getString("token")), "a token is on record");
            assertFalse(export.body().contains(PASSWORD), "a password is on record");
        }
        assertFalse(server.output().contains(made.getString("token")), "a token is in the log");
    }

    @Test
    void theAuditHasPages() {
        token("VIEWER");
        token("VIEWER");
        JsonObject first =
                Api.json(api.get("/audit?limit=1&action=tokens.create").body());
        JsonObject second =
                Api.json(api.get("/audit?limit=1&action=tokens.create&page_token=" + first.getString("next_page_token"))
                        .body());
        assertTrue(id(first) > id(second), () -> first + " and " + second);
    }

    private static long id(JsonObject page) {
        return Long.parseLong(page.getJsonArray("items").getJsonObject(0).getString("id"));
    }

    @Test
    void aJwtOfTheIssuersIsItsSubjectAlsoWithANewKey() {
        TokenIssuer issuer = server.issuer();
        String subject = "ada-" + UUID.randomUUID();
        String viewer = issuer.token(subject, "millwright-viewer", TokenIssuer.AUDIENCE);
        assertEquals("oidc:" + subject, Api.json(as(viewer, "/session").body()).getString("name"));
        assertEquals(200, as(viewer, "/schedules").statusCode());
        assertEquals(403, as(viewer, "/tokens").statusCode());
        assertEquals(
                401,
                as(issuer.token(subject, "millwright-admin", "another"), "/jobs")
                        .statusCode());
        assertEquals(
                401,
                as(issuer.token(subject, "admin", TokenIssuer.AUDIENCE), "/jobs")
                        .statusCode());
        issuer.rotate("second");
        String admin = issuer.token(subject, "millwright-admin", TokenIssuer.AUDIENCE);
        assertEquals(200, as(admin, "/tokens").statusCode());
    }

    @Test
    void eachAnswerSaysHowManyRequestsAreLeftAndTheNextIsRefused() {
        String secret = token("VIEWER").getString("token");
        HttpResponse<String> first = as(secret, "/session");
        assertEquals(
                "\"caller\";q=" + AccessServer.RATE + ";w=60",
                first.headers().firstValue("RateLimit-Policy").orElseThrow());
        assertEquals(AccessServer.RATE - 1, left(first));
        HttpResponse<String> last = first;
        for (int i = 0; i < 20 * AccessServer.RATE && last.statusCode() == 200; i++) {
            last = as(secret, "/session");
        }
        assertEquals(429, last.statusCode(), last::body);
        assertEquals("/problems/too-many-requests", Api.json(last.body()).getString("type"));
        assertTrue(last.headers().firstValue("Retry-After").isPresent());
        assertEquals(0, left(last));
        assertEquals(200, api.get("/session").statusCode(), "another caller has its own");
    }

    private static int left(HttpResponse<String> answer) {
        return Integer.parseInt(
                answer.headers().firstValue("RateLimit").orElseThrow().replaceFirst(".*;r=(\\d+);.*", "$1"));
    }

    @Test
    void everyAnswerKeepsABrowserFromShowingMoreThanItsText() {
        for (HttpResponse<String> answer : List.of(api.get("/jobs"), api.get("/nothing"), as("mw_x", "/jobs"))) {
            Map<String, List<String>> headers = answer.headers().map();
            String policy = String.join(",", headers.get("content-security-policy"));
            assertTrue(policy.startsWith("default-src 'none';") && policy.contains("frame-ancestors 'none'"), policy);
            assertEquals(List.of("nosniff"), headers.get("x-content-type-options"));
            assertEquals(List.of("no-referrer"), headers.get("referrer-policy"));
            assertEquals(List.of("no-store"), headers.get("cache-control"));
            assertFalse(headers.containsKey("strict-transport-security"), "plain http would end it");
        }
        HttpResponse<String> secure = api.send(api.request("/jobs").header("X-Forwarded-Proto", "https"));
        assertTrue(secure.headers().firstValue("Strict-Transport-Security").isPresent());
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() {
        String large = "{\"name\":\"" + "x".repeat(3 << 20) + "\",\"role\":\"VIEWER\"}";
        HttpResponse<String> refused = api.post("/tokens", large);
        assertEquals(413, refused.statusCode(), refused::body);
        assertEquals("/problems/body-too-large", Api.json(refused.body()).getString("type"));
    }

    private JsonObject token(String role) {
        HttpResponse<String> made =
                api.post("/tokens", "{\"name\":\"t-" + UUID.randomUUID() + "\",\"role\":\"" + role + "\"}");
        assertEquals(201, made.statusCode(), made::body);
        return Api.json(made.body());
    }

    private String user(String role) {
        String name = "u-" + UUID.randomUUID();
        HttpResponse<String> made = api.post(
                "/users", "{\"name\":\"" + name + "\",\"role\":\"" + role + "\",\"password\":\"" + PASSWORD + "\"}");
        assertEquals(201, made.statusCode(), made::body);
        return name;
    }

    private HttpResponse<String> as(String token, String path) {
        return api.send(api.request(path).setHeader("Authorization", "Bearer " + token));
    }

    private HttpResponse<String> send(String method, String path, String body) {
        return api.send(api.request(path)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body)));
    }

    private record SignedIn(String cookie, String csrfToken) {}

    private SignedIn signIn(String user, String password) {
        HttpResponse<String> answer = trySignIn(user, password);
        assertEquals(200, answer.statusCode(), answer::body);
        assertFalse(answer.body().contains(password), answer::body);
        return new SignedIn(
                answer.headers().allValues("Set-Cookie").stream()
                        .map(cookie -> cookie.replaceFirst(";.*", ""))
                        .collect(Collectors.joining("; ")),
                Api.json(answer.body()).getString("csrf_token"));
    }

    private HttpResponse<String> trySignIn(String user, String password) {
        return api.send(console("/session")
                .header("Millwright-Console", "1")
                .POST(BodyPublishers.ofString("{\"user\":\"" + user + "\",\"password\":\"" + password + "\"}")));
    }

    private HttpResponse<String> by(SignedIn session, String method, String path, String body) {
        return api.send(console(path)
                .header("Cookie", session.cookie())
                .header("X-CSRF-Token", session.csrfToken())
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder console(String path) {
        return HttpRequest.newBuilder(URI.create(api.address("/api/v1" + path)))
                .header("Content-Type", "application/json")
                .header("Sec-Fetch-Site", "same-origin");
    }
}
