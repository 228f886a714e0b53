package millwright.items.mapping;

/** A text that is not what its place takes. Without a stack trace: files have many, and the row tells where. */
public final class UnfitTextException extends Exception {

    private static final long serialVersionUID = 1L;

    /** @param expected what it should have been */
    UnfitTextException(String expected) {
        super(expected, null, false, false);
    }

    public String expected() {
        return getMessage();
    }
}
