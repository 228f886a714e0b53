package millwright.web.session;

import jakarta.json.JsonObject;
import java.util.Optional;
import millwright.access.Caller;
import millwright.access.Session;
import millwright.web.json.JsonDocument;

/** Writes a session as the API shows it: never its id, which is the cookie's alone. */
final class SessionJson {

    private SessionJson() {}

    /**
     * @param caller empty when nobody is signed in; one with a token of its own has no session
     * @param session empty when the caller has none
     */
    static JsonObject of(Optional<Caller> caller, Optional<Session> session) {
        return JsonDocument.provider()
                .createObjectBuilder()
                .add("name", JsonDocument.text(caller.map(Caller::name).orElse(null)))
                .add("role", JsonDocument.text(caller.map(Caller::role).orElse(null)))
                .add("has_password", session.map(Session::isUsers).orElse(false))
                .add(
                        "expires_at",
                        JsonDocument.instant(session.map(Session::expiresAt).orElse(null)))
                .add(
                        "csrf_token",
                        JsonDocument.text(session.map(Session::csrfToken).orElse(null)))
                .build();
    }
}
