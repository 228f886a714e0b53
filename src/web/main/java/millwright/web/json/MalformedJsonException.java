package millwright.web.json;

/** A text that is not JSON as RFC 8259 has it; the message says what is wrong, and where, to the one who sent it. */
public class MalformedJsonException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MalformedJsonException(String message) {
        super(message);
    }
}
