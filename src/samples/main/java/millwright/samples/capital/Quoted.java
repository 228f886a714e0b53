package millwright.samples.capital;

/** Puts a value from outside into a message: in quotes, on one line, not too long and without control characters. */
final class Quoted {

    private static final int MOST_CHARACTERS = 60;

    private Quoted() {}

    static String text(String value) {
        StringBuilder quoted = new StringBuilder("'");
        value.codePoints().limit(MOST_CHARACTERS).forEach(c -> append(quoted, c));
        if (value.codePointCount(0, value.length()) > MOST_CHARACTERS) {
            quoted.append("… (").append(value.length()).append(" characters)");
        }
        return quoted.append('\'').toString();
    }

    private static void append(StringBuilder quoted, int c) {
        if (Character.isISOControl(c)) {
            quoted.append("\\u%04x".formatted(c));
        } else {
            quoted.appendCodePoint(c);
        }
    }
}
