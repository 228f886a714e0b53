package millwright.web.session;

import jakarta.json.JsonObject;
import java.util.Optional;
import millwright.access.Session;
import millwright.web.json.JsonDocument;

/** Writes a session as the API shows it: never its id, which is the cookie's alone. */
final class SessionJson {

    private SessionJson() {}

    static JsonObject of(Optional<Session> session) {
        return JsonDocument.provider()
                .createObjectBuilder()
                .add(
                        "name",
                        JsonDocument.text(session.map(s -> s.caller().name()).orElse(null)))
                .add(
                        "expires_at",
                        JsonDocument.instant(session.map(Session::expiresAt).orElse(null)))
                .build();
    }
}
