package millwright.job;

/**
 * The same request is being carried out, and was not within two seconds, so that nobody can tell what it leads to.
 * Nothing was written; it may be made again.
 */
public class IdempotencyBusyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    IdempotencyBusyException(IdempotencyKey key, Throwable cause) {
        super("a request with the key '" + key.key() + "' is still being carried out: try again later", cause);
    }
}
