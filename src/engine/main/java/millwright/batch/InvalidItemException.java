package millwright.batch;

/**
 * An item that cannot be processed, with what an operator needs to mend it: where it stands, what is wrong, and its
 * text. Declared as skippable in the job XML, the item is skipped and listed with the job; otherwise it fails the step.
 */
public class InvalidItemException extends Exception {

    private static final long serialVersionUID = 1L;

    private final long position;
    private final String reason;
    private final String item;

    /**
     * @param position where the item stands in its input, as a person counts: for a file, the line number from 1
     * @param reason what is wrong, with the field and the value
     * @param item the item's text, or null; kept up to 2,000 characters
     */
    public InvalidItemException(long position, String reason, String item) {
        super("line " + position + ": " + reason);
        this.position = position;
        this.reason = reason;
        this.item = item;
    }

    public long position() {
        return position;
    }

    public String reason() {
        return reason;
    }

    public String item() {
        return item;
    }
}
