package millwright.server.payara;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The thread that logs, and the attempt it works for. The engine names a worker's thread after its attempt (its promise
 * Q7): that name is all that the application's class loader and the launcher's have in common.
 *
 * @param jobId null when the thread runs no attempt
 * @param attempt its number from 1, or 0
 */
record LoggingThread(String name, String jobId, int attempt) {
    private static final Pattern WORKING = Pattern.compile("millwright job ([0-9a-f-]{36}) attempt ([0-9]{1,9})");

    static LoggingThread current() {
        String name = Thread.currentThread().getName();
        Matcher working = WORKING.matcher(name);
        return working.matches()
                ? new LoggingThread(name, working.group(1), Integer.parseInt(working.group(2)))
                : new LoggingThread(name, null, 0);
    }

    boolean works() {
        return jobId != null;
    }
}
