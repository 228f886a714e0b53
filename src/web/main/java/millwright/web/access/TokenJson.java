package millwright.web.access;

import static millwright.web.json.JsonDocument.instant;
import static millwright.web.json.JsonDocument.text;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Optional;
import millwright.access.ApiToken;
import millwright.access.NewToken;
import millwright.web.json.JsonDocument;
import millwright.web.request.OpaqueToken;

/** Writes tokens as the API shows them. */
final class TokenJson {

    private TokenJson() {}

    static JsonObject one(ApiToken token) {
        return members(token).build();
    }

    /** With its secret, this once (W60). */
    static JsonObject made(NewToken made) {
        return members(made.token()).add("token", made.secret()).build();
    }

    private static JsonObjectBuilder members(ApiToken token) {
        JsonObjectBuilder json = JsonDocument.provider()
                .createObjectBuilder()
                .add("id", text(token.id()))
                .add("name", token.name())
                .add("role", token.role().name());
        return ScopeMembers.write(json, token.scope())
                .add("created_by", text(token.createdBy()))
                .add("created_at", instant(token.createdAt()))
                .add("expires_at", instant(token.expiresAt()))
                .add("revoked_at", instant(token.revokedAt()))
                .add("last_used_at", instant(token.lastUsedAt()));
    }

    /** @param last the last one of this page when another follows */
    static JsonObject page(List<ApiToken> tokens, Optional<ApiToken> last) {
        var items = JsonDocument.provider().createArrayBuilder();
        tokens.forEach(token -> items.add(one(token)));
        return JsonDocument.provider()
                .createObjectBuilder()
                .add("items", items)
                .add(
                        "next_page_token",
                        text(last.map(ApiToken::id).map(OpaqueToken::after).orElse(null)))
                .build();
    }
}
