package millwright.batch;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** XML given as text: its bytes for a parser. */
final class XmlText {

    private static final Pattern ENCODING =
            Pattern.compile("\\A(<\\?xml[^>]*?encoding\\s*=\\s*)(?:\"[^\"]*\"|'[^']*')");

    private XmlText() {}

    /** In UTF-8, and saying so: whatever encoding the text came in, it is in none now. */
    static byte[] utf8(String document) {
        Matcher declared = ENCODING.matcher(document);
        return declared.replaceFirst("$1\"UTF-8\"").getBytes(StandardCharsets.UTF_8);
    }
}
