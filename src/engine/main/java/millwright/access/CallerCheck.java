package millwright.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import millwright.database.StorableText;
import millwright.job.InvalidRequestException;
import millwright.job.Violation;

/** What is wrong with a token or a user to be made, all of it at once. */
final class CallerCheck {

    /** No colon: the names that an issuer of JWTs gives have one, so that none of them is one of ours. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,99}");

    private static final int MOST_NAMES = 100;
    private static final int LONGEST_NAME = 200;

    private final List<Violation> violations = new ArrayList<>();

    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    CallerCheck name(String name) {
        return check(
                isName(name), "/name", "expected 1 to 100 letters, digits and . _ @ -, the first a letter or a digit");
    }

    CallerCheck scope(Scope scope) {
        return names("/queues", scope.queues()).names("/definitions", scope.definitions());
    }

    private CallerCheck names(String pointer, Set<String> names) {
        boolean fit = names.size() <= MOST_NAMES && names.stream().allMatch(CallerCheck::isUsable);
        return check(fit, pointer, "expected up to 100 names of 1 to 200 characters");
    }

    private static boolean isUsable(String name) {
        return !name.isBlank() && name.length() <= LONGEST_NAME && StorableText.fits(name);
    }

    CallerCheck check(boolean fits, String pointer, String detail) {
        if (!fits) {
            violations.add(new Violation(pointer, detail));
        }
        return this;
    }

    void finish() {
        if (!violations.isEmpty()) {
            throw new InvalidRequestException(violations);
        }
    }
}
