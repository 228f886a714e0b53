package millwright.items.jdbc;

import java.util.ArrayList;
import java.util.List;

/**
 * A statement with {@code :name} parameters as one with question marks. What stands in quotes, dollar quotes and comments
 * is left alone, and so is {@code ::} before a type.
 *
 * @param sql the statement for the driver
 * @param names of its parameters, in order; a name may stand several times
 */
record NamedSql(String sql, List<String> names) {

    static NamedSql parse(String text) {
        StringBuilder sql = new StringBuilder(text.length());
        List<String> names = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int end = passedOver(text, at);
            if (end > at) {
                sql.append(text, at, end);
                at = end;
            } else if (text.charAt(at) == ':' && at + 1 < text.length() && isStart(text.charAt(at + 1))) {
                end = at + 1;
                while (end < text.length() && Character.isJavaIdentifierPart(text.charAt(end))) {
                    end++;
                }
                names.add(text.substring(at + 1, end));
                sql.append('?');
                at = end;
            } else {
                sql.append(text.charAt(at++));
            }
        }
        return new NamedSql(sql.toString(), List.copyOf(names));
    }

    private static boolean isStart(char c) {
        return Character.isJavaIdentifierStart(c) && c != '$';
    }

    /** The end of what begins at {@code at} and is left alone; {@code at} itself when nothing does. */
    private static int passedOver(String text, int at) {
        char c = text.charAt(at);
        if (c == '\'' || c == '"') {
            return behind(text, String.valueOf(c), at + 1);
        }
        if (text.startsWith("--", at)) {
            return behind(text, "\n", at);
        }
        if (text.startsWith("/*", at)) {
            return behind(text, "*/", at + 2);
        }
        if (text.startsWith("::", at)) {
            return at + 2;
        }
        if (c == '$') {
            int end = text.indexOf('$', at + 1);
            boolean isQuote = end > at
                    && text.substring(at + 1, end)
                            .chars()
                            .allMatch(each -> Character.isLetterOrDigit(each) || each == '_');
            return isQuote ? behind(text, text.substring(at, end + 1), end + 1) : at;
        }
        return at;
    }

    private static int behind(String text, String mark, int from) {
        int found = text.indexOf(mark, from);
        return found < 0 ? text.length() : found + mark.length();
    }
}
