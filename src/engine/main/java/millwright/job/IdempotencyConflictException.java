package millwright.job;

/** The key has led to another request's jobs already: the two say different things. Nothing was written. */
public class IdempotencyConflictException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    IdempotencyConflictException(IdempotencyKey key) {
        super("the key '" + key.key() + "' was used for another request in the last 24 hours");
    }
}
