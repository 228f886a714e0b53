package millwright.web.job;

import java.util.Locale;
import java.util.Optional;

/** Whether a submit waits for the end of its job. */
enum Mode {
    ASYNC,
    SYNC,
    /** Where the definition's jobs are usually quick. */
    AUTO;

    static final String NAMES = "async, sync, auto";

    static Optional<Mode> of(String name) {
        return java.util.Arrays.stream(values())
                .filter(mode -> mode.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst();
    }
}
