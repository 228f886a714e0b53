package millwright.web.session;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import millwright.job.InvalidRequestException;
import millwright.job.Violation;
import millwright.web.json.Members;
import millwright.web.json.StrictJson;

/**
 * The body of {@code POST /session}: a token, or a user with a password.
 *
 * @param token empty when a user signs in
 */
record Credentials(Optional<String> token, String user, String password) {

    private static final Set<String> MEMBERS =
            Collections.unmodifiableSet(new LinkedHashSet<>(List.of("token", "user", "password")));

    private static final int LONGEST = 1_000;

    /** @throws InvalidRequestException when it is neither, or both */
    static Credentials read(String body) {
        Members members = Members.of(StrictJson.read(body), MEMBERS);
        Optional<String> token = members.text("token", LONGEST);
        Optional<String> user = members.text("user", LONGEST);
        Optional<String> password = members.text("password", LONGEST);
        members.finish();
        if (token.isPresent() ? user.isPresent() || password.isPresent() : user.isEmpty() || password.isEmpty()) {
            throw new InvalidRequestException(
                    List.of(new Violation("", "expected either a token, or a user and a password")));
        }
        return new Credentials(token.map(String::strip), user.orElse(""), password.orElse(""));
    }

    /** Without the secrets, which must not reach a log by accident. */
    @Override
    public String toString() {
        return token.isPresent() ? "a token" : "the user " + user;
    }
}
