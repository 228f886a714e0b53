package millwright.job;

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
}
