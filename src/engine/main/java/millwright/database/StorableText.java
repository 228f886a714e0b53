package millwright.database;

/** Foreign text made fit for a text or jsonb column: no NUL, no lone surrogate, no longer than a limit. */
public final class StorableText {

    private StorableText() {}

    /** Whether PostgreSQL can hold {@code text} as it is. */
    public static boolean fits(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (pair) {
                i++;
            } else if (!isStorable(c)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isStorable(int codePoint) {
        return codePoint != 0 && (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE);
    }

    /**
     * {@code text} with what PostgreSQL cannot hold replaced by U+FFFD, cut to {@code longest} characters; null for
     * null.
     */
    public static String of(String text, int longest) {
        if (text == null) {
            return null;
        }
        StringBuilder storable = new StringBuilder(Math.min(text.length(), longest));
        text.codePoints().limit(longest).map(c -> isStorable(c) ? c : 0xFFFD).forEach(storable::appendCodePoint);
        if (storable.length() < text.length() && storable.codePointCount(0, storable.length()) == longest) {
            storable.setLength(storable.offsetByCodePoints(storable.length(), -1));
            storable.append('…');
        }
        return storable.toString();
    }
}
