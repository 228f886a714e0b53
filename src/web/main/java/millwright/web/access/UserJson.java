package millwright.web.access;

import static millwright.web.json.JsonDocument.instant;
import static millwright.web.json.JsonDocument.text;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Optional;
import millwright.access.User;
import millwright.web.json.JsonDocument;
import millwright.web.request.OpaqueToken;

/** Writes users as the API shows them. */
final class UserJson {

    private UserJson() {}

    static JsonObject one(User user) {
        JsonObjectBuilder json = JsonDocument.provider()
                .createObjectBuilder()
                .add("name", user.name())
                .add("role", user.role().name());
        return ScopeMembers.write(json, user.scope())
                .add("enabled", user.disabledAt() == null)
                .add("created_by", user.createdBy())
                .add("created_at", instant(user.createdAt()))
                .add("password_changed_at", instant(user.passwordChangedAt()))
                .add("last_signed_in_at", instant(user.lastSignedInAt()))
                .add("disabled_at", instant(user.disabledAt()))
                .build();
    }

    /** @param last the last one of this page when another follows */
    static JsonObject page(List<User> users, Optional<User> last) {
        var items = JsonDocument.provider().createArrayBuilder();
        users.forEach(user -> items.add(one(user)));
        return JsonDocument.provider()
                .createObjectBuilder()
                .add("items", items)
                .add(
                        "next_page_token",
                        text(last.map(User::name).map(OpaqueToken::after).orElse(null)))
                .build();
    }
}
