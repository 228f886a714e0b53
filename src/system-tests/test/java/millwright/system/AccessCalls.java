package millwright.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.JsonObject;
import java.net.http.HttpResponse;

/** Every call about who may do what. */
final class AccessCalls {

    private static final String PASSWORD = "a long enough passphrase";

    private final Contract contract;
    private final Api api;

    AccessCalls(Contract contract, Api api) {
        this.contract = contract;
        this.api = api;
    }

    void tokens() {
        String body = "{\"name\":\"contract\",\"role\":\"VIEWER\",\"queues\":[\"default\"]}";
        JsonObject made =
                Api.json(contract.call("createToken").body(body).expect(201).body());
        contract.call("createToken").body(body).expect(409);
        contract.call("listTokens").query("limit", "10").expect(200);
        contract.call("getToken").path("id", made.getString("id")).expect(200);
        contract.call("submitJob")
                .header("Authorization", "Bearer " + made.getString("token"))
                .body("{\"definition\":\"operational-risk-capital\"}")
                .expect(403);
        contract.call("revokeToken").path("id", made.getString("id")).expect(200);
        contract.call("listJobs")
                .header("Authorization", "Bearer " + made.getString("token"))
                .expect(401);
    }

    void users() {
        contract.call("createUser")
                .body("{\"name\":\"ada\",\"password\":\"" + PASSWORD + "\",\"role\":\"OPERATOR\"}")
                .expect(201);
        contract.call("listUsers").expect(200);
        contract.call("getUser").path("name", "ada").expect(200);
        contract.call("changeUser")
                .path("name", "ada")
                .body("{\"role\":\"ADMIN\"}")
                .expect(200);
        JsonObject session = signIn("{\"user\":\"ada\",\"password\":\"" + PASSWORD + "\"}");
        assertEquals("ada", session.getString("name"));
        asBrowser(contract.call("changePassword"), session)
                .body("{\"current_password\":\"" + PASSWORD + "\",\"new_password\":\"" + PASSWORD + " too\"}")
                .expect(204);
        contract.call("changeUser")
                .path("name", "ada")
                .body("{\"enabled\":false}")
                .expect(200);
    }

    void session() {
        JsonObject session = signIn("{\"token\":\"" + api.token() + "\"}");
        assertEquals("admin", session.getString("name"));
        asBrowser(contract.call("getSession"), session).expect(200);
        asBrowser(contract.call("signOut"), session).expect(204);
        contract.call("signIn")
                .header("Authorization", null)
                .header("Millwright-Console", "1")
                .header("Sec-Fetch-Site", "same-origin")
                .body("{\"token\":\"mw_wrong\"}")
                .expect(401);
    }

    void audit() {
        contract.call("listAudit").query("limit", "10").query("actor", "admin").expect(200);
        contract.call("exportAudit").expect(200);
        contract.call("exportAudit").query("format", "csv").expect(200);
        contract.call("listAudit").query("status", "7").wrong().expect(400);
    }

    private String cookie;

    private JsonObject signIn(String body) {
        HttpResponse<String> signedIn = contract.call("signIn")
                .header("Authorization", null)
                .header("Millwright-Console", "1")
                .header("Sec-Fetch-Site", "same-origin")
                .body(body)
                .expect(200);
        cookie = signedIn.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
        return Api.json(signedIn.body());
    }

    private Call asBrowser(Call call, JsonObject session) {
        return call.header("Authorization", null)
                .header("Cookie", cookie)
                .header("X-CSRF-Token", session.getString("csrf_token"))
                .header("Sec-Fetch-Site", "same-origin");
    }
}
