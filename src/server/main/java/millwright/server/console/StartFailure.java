package millwright.server.console;

/**
 * The server cannot start or go on, for a reason a person can act on. The message is the one line they read: what is
 * wrong, which value, what to do.
 */
public final class StartFailure extends RuntimeException {
    public StartFailure(String line) {
        super(line);
    }

    public StartFailure(String line, Throwable cause) {
        super(line, cause);
    }

    /** The first line of what an exception says, without its full stop, for use in a line of our own. */
    public static String reason(Throwable failure) {
        String said = failure.getMessage();
        if (said == null || said.isBlank()) {
            return failure.getClass().getSimpleName();
        }
        return said.strip().lines().findFirst().orElseThrow().strip().replaceFirst("\\.$", "");
    }
}
