package millwright.web.session;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import millwright.job.InvalidRequestException;
import millwright.web.json.Members;
import millwright.web.json.StrictJson;

/** The body of {@code POST /session/password}. */
record PasswordChange(String current, String next) {

    private static final Set<String> MEMBERS =
            Collections.unmodifiableSet(new LinkedHashSet<>(List.of("current_password", "new_password")));

    private static final int LONGEST = 1_000;

    /** @throws InvalidRequestException naming each member that does not fit */
    static PasswordChange read(String body) {
        Members members = Members.of(StrictJson.read(body), MEMBERS);
        PasswordChange change = new PasswordChange(
                members.requiredText("current_password", LONGEST), members.requiredText("new_password", LONGEST));
        members.finish();
        return change;
    }

    /** Without the secrets, which must not reach a log by accident. */
    @Override
    public String toString() {
        return "another password";
    }
}
