package millwright.job;

import java.util.List;
import millwright.database.StorableText;

/** Looks at who asks for something, before the first statement, as that is kept with the job (J2). */
final class WhoAsks {

    private static final int LONGEST = 200;

    private WhoAsks() {}

    /** @throws InvalidRequestException when nobody is named, or by a text that cannot be kept */
    static void check(String by) {
        if (by == null || by.isBlank()) {
            throw refused("is missing: who does this?");
        }
        checkIfAny(by);
    }

    /** The same where nobody in particular may ask, which is null. */
    static void checkIfAny(String by) {
        if (by != null && (by.length() > LONGEST || !StorableText.fits(by))) {
            throw refused("is '" + StorableText.of(by, LONGEST) + "', expected at most " + LONGEST
                    + " characters, no NUL and no half of a surrogate pair");
        }
    }

    private static InvalidRequestException refused(String detail) {
        return new InvalidRequestException(List.of(new Violation("/by", detail)));
    }
}
