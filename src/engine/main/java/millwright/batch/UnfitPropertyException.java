package millwright.batch;

/**
 * The text of a batch property is no value of the type it is injected as. Not an IllegalArgumentException: CDI takes
 * that for its own reflection's, and throws the cause without what names the property.
 */
final class UnfitPropertyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnfitPropertyException(String message, Throwable cause) {
        super(message, cause);
    }
}
