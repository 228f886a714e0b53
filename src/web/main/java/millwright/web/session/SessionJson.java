package millwright.web.session;

import jakarta.json.JsonObject;
import java.util.Optional;
import millwright.access.Caller;
import millwright.access.Session;
import millwright.web.json.JsonDocument;

/** Writes a session as the API shows it: never its id, which is the cookie's alone. */
final class SessionJson {

    private SessionJson() {}

    /** @param caller empty when nobody is signed in; one with a token of its own has no session */
    static JsonObject of(Optional<Caller> caller, Optional<Session> session) {
        return JsonDocument.provider()
                .createObjectBuilder()
                .add("name", JsonDocument.text(caller.map(Caller::name).orElse(null)))
                .add(
                        "expires_at",
                        JsonDocument.instant(session.map(Session::expiresAt).orElse(null)))
                .build();
    }
}
