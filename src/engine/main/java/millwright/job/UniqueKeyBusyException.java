package millwright.job;

import java.util.function.Supplier;
import millwright.database.DatabaseException;

/**
 * Another transaction has taken a unique key and did not end within two seconds, so that nobody can tell whether the key
 * is free. Nothing was written, and a transaction that the caller is in can only be rolled back; the same request may be
 * made again.
 */
public class UniqueKeyBusyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UniqueKeyBusyException(String keys, Throwable cause) {
        super("unique_key " + keys + " is just being taken by a transaction that does not end: try again later", cause);
    }

    /** Does {@code work}, which takes {@code keys}, and says so when others have them. */
    public static <T> T during(Supplier<String> keys, Supplier<T> work) {
        try {
            return work.get();
        } catch (DatabaseException e) {
            // two that take two keys in turn wait for each other in a circle
            if (e.isLockTimeout() || e.isDeadlock()) {
                throw new UniqueKeyBusyException(keys.get(), e);
            }
            throw e;
        }
    }
}
