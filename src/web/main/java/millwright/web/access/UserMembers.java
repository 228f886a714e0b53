package millwright.web.access;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import millwright.access.Caller;
import millwright.access.Role;
import millwright.access.Scope;
import millwright.access.User;
import millwright.access.UserChange;
import millwright.access.UserRequest;
import millwright.job.InvalidRequestException;
import millwright.web.json.MalformedJsonException;
import millwright.web.json.Members;
import millwright.web.json.StrictJson;

/** Reads the bodies of {@code POST /users} and {@code PATCH /users/{name}}. */
final class UserMembers {

    private static final Set<String> TO_CREATE = Collections.unmodifiableSet(
            new LinkedHashSet<>(List.of("name", "password", "role", "queues", "definitions")));

    private static final Set<String> TO_CHANGE = Collections.unmodifiableSet(
            new LinkedHashSet<>(List.of("role", "queues", "definitions", "password", "enabled")));

    private static final int LONGEST = 1_000;
    private static final int MOST_NAMES = 100;
    private static final int LONGEST_NAME = 200;

    private UserMembers() {}

    /**
     * @throws MalformedJsonException when {@code body} is no JSON
     * @throws InvalidRequestException naming every member that does not fit
     */
    static UserRequest request(String body, Caller by) {
        Members members = Members.of(StrictJson.read(body), TO_CREATE);
        String name = members.requiredText("name", LONGEST_NAME);
        String password = members.requiredText("password", LONGEST);
        Optional<Role> role = members.requiredChoice("role", Role.class);
        Scope scope = ScopeMembers.read(members);
        members.finish();
        ScopeMembers.checkGiven(by, scope);
        return new UserRequest(name, role.orElseThrow(), scope, password, by.name());
    }

    /**
     * @param before the user as it is
     * @throws MalformedJsonException when {@code body} is no JSON
     * @throws InvalidRequestException naming every member that does not fit
     */
    static UserChange change(String body, User before, Caller by) {
        Members members = Members.of(StrictJson.read(body), TO_CHANGE);
        UserChange change = new UserChange(
                members.choice("role", Role.class),
                members.texts("queues", MOST_NAMES, LONGEST_NAME).map(Set::copyOf),
                members.texts("definitions", MOST_NAMES, LONGEST_NAME).map(Set::copyOf),
                members.text("password", LONGEST),
                members.bool("enabled"));
        members.finish();
        ScopeMembers.checkGiven(
                by,
                new Scope(
                        change.queues().orElse(before.scope().queues()),
                        change.definitions().orElse(before.scope().definitions())));
        return change;
    }
}
