package millwright.retry;

/** A retry policy that cannot be: says which field is to blame. */
public class InvalidPolicyException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String field;

    InvalidPolicyException(String field, Object value, String expected) {
        super(field + " is " + value + ", expected " + expected);
        this.field = field;
    }

    /** The field's name in JSON, such as {@code max_attempts}; for the end of a JSON pointer. */
    public String field() {
        return field;
    }
}
