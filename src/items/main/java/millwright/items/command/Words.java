package millwright.items.command;

import java.util.ArrayList;
import java.util.List;
import millwright.items.property.Property;

/** The words of a text: between blanks, with single or double quotes around a word or a part of one that has blanks. */
final class Words {

    private Words() {}

    /** @throws millwright.retry.JobException when a quote is not closed */
    static List<String> of(String property, String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = null;
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isBlank = quote == 0 && Character.isWhitespace(c);
            if (isBlank) {
                if (word != null) {
                    words.add(word.toString());
                }
                word = null;
                continue;
            }
            word = word == null ? new StringBuilder() : word;
            if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
            } else if (c == quote) {
                quote = 0;
            } else {
                word.append(c);
            }
        }
        if (quote != 0) {
            throw Property.of(property, text).unfit("words, and a " + quote + " that is opened to be closed");
        }
        if (word != null) {
            words.add(word.toString());
        }
        return words;
    }
}
