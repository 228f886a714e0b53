package millwright.job;

import java.util.UUID;

/** The {@code application_name} under which a node's open transactions can be found and ended by others. */
public final class SessionName {

    private SessionName() {}

    public static String of(UUID incarnation) {
        return "millwright/" + incarnation;
    }
}
