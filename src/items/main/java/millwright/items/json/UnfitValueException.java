package millwright.items.json;

/** A JSON value that is not what its component takes. Without a stack trace: the line tells where. */
final class UnfitValueException extends Exception {

    private static final long serialVersionUID = 1L;

    UnfitValueException(String message) {
        super(message, null, false, false);
    }

    /** @param path where the value stands, as {@code customer.name} or {@code items[2]} */
    static UnfitValueException of(String path, Object value, String expected) {
        String text = String.valueOf(value);
        return new UnfitValueException("'" + path + "' is "
                + (text.length() <= 200 ? text : text.substring(0, 200) + "...") + ", expected " + expected);
    }
}
