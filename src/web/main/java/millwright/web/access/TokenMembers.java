package millwright.web.access;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import millwright.access.Caller;
import millwright.access.Role;
import millwright.access.Scope;
import millwright.access.TokenRequest;
import millwright.job.InvalidRequestException;
import millwright.web.json.MalformedJsonException;
import millwright.web.json.Members;
import millwright.web.json.StrictJson;

/** Reads the body of {@code POST /tokens}. */
final class TokenMembers {

    private static final Set<String> MEMBERS = Collections.unmodifiableSet(
            new LinkedHashSet<>(List.of("name", "role", "queues", "definitions", "expires_at")));

    private static final int LONGEST = 200;

    private TokenMembers() {}

    /**
     * @throws MalformedJsonException when {@code body} is no JSON
     * @throws InvalidRequestException naming every member that does not fit
     */
    static TokenRequest read(String body, Caller by) {
        Members members = Members.of(StrictJson.read(body), MEMBERS);
        String name = members.requiredText("name", LONGEST);
        Optional<Role> role = members.requiredChoice("role", Role.class);
        Scope scope = ScopeMembers.read(members);
        var expiresAt = members.instant("expires_at");
        members.finish();
        ScopeMembers.checkGiven(by, scope);
        return new TokenRequest(name, role.orElseThrow(), scope, expiresAt, by.name());
    }
}
